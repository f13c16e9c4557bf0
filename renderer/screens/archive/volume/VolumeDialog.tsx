import { useState } from 'react';
import type { WantedVolume } from '#shared/contract/volumeCommands.ts';
import { announce } from '../../../app/announcements.tsx';
import { office } from '../../../app/office.ts';
import { saveFiles } from '../../../app/saveFiles.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { useProgress } from '../../../app/useProgress.ts';
import { PagePreview } from '../../../preview/PagePreview.tsx';
import { volumes } from '../../../strings/volumes.ts';
import { words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { ProgressLine } from '../../../ui/ProgressLine.tsx';
import { useExport } from '../../tickets/useExport.tsx';
import { PlannedVolume } from './PlannedVolume.tsx';
import { type RangeKind, rangeKinds, spanOf, type VolumeRange } from './volumeRange.ts';
import './VolumeDialog.css';

export interface VolumeDialogProps {
  /** The years there are archived issues of, the newest first. */
  readonly years: readonly number[];
  readonly onClose: () => void;
}

const serial = { least: 1, most: 99_999, decimals: 0, wrong: volumes.wrongNumber } as const;

/** 合订本: which issues, what comes in, a look at the pages, and the files. */
export function VolumeDialog({ years, onClose }: VolumeDialogProps) {
  const publications = useAnswer('volume-publications', () => office.listPublications({}));
  const [chosen, setChosen] = useState<string>();
  const [range, setRange] = useState<VolumeRange>({
    year: years[0] ?? new Date().getFullYear(),
    kind: 'year',
    first: 1,
    last: 12,
  });
  const [busy, setBusy] = useState<'previewVolume' | 'exportVolume'>();
  const [shown, setShown] = useState<{ readonly pdf: Uint8Array; readonly pages: number }>();
  const [refused, setRefused] = useState<string>();
  const publicationId = chosen ?? publications.value?.[0]?.id;
  const span = spanOf(range);
  const wanted: WantedVolume | undefined = publicationId && span ? { publicationId, span } : undefined;
  const plan = useAnswer(
    `volume-${JSON.stringify(wanted)}`,
    async () => (wanted ? office.planVolume(wanted) : { ok: false as const, code: 'notFound' as const, message: '' }),
    ['issues'],
  );
  const progress = useProgress(busy ?? '', busy !== undefined);
  const last = plan.value?.issues.at(-1)?.issueId;
  const isReady = wanted !== undefined && last !== undefined && busy === undefined;

  const change = (part: Partial<VolumeRange>) => {
    setRefused(undefined);
    setRange((before) => ({ ...before, ...part }));
  };
  const close = () => {
    if (busy) office.stopVolume({});
    else onClose();
  };
  const preview = async () => {
    if (!isReady) return;
    setRefused(undefined);
    setBusy('previewVolume');
    const answer = await office.previewVolume(wanted);
    setBusy(undefined);
    if (!answer.ok) setRefused(answer.message);
    else if (answer.value.kind === 'stopped') announce('info', volumes.stopped);
    else setShown({ pdf: answer.value.pdf, pages: answer.value.pages });
  };
  const save = async (ticketId?: string) => {
    if (!wanted) return undefined;
    setRefused(undefined);
    setBusy('exportVolume');
    const answer = await office.exportVolume({ ...wanted, ...(ticketId === undefined ? {} : { ticketId }) });
    setBusy(undefined);
    if (!answer.ok) {
      setRefused(answer.message);
      return undefined;
    }
    if (answer.value.kind === 'stopped') {
      announce('info', volumes.stopped);
      return undefined;
    }
    const { name, files } = answer.value;
    return saveFiles({ title: volumes.saveTitle(name), folderName: name, files });
  };
  const exporting = useExport(last ?? '', save, wanted);
  const refusal = refused ?? (wanted ? plan.refusal?.message : undefined) ?? publications.refusal?.message;
  return (
    <Dialog
      title={volumes.title}
      width="medium"
      onClose={close}
      onSubmit={preview}
      actions={
        <>
          <Button onClick={close}>{busy ? volumes.stop : words.cancel}</Button>
          <Button icon="search" disabled={!isReady} isBusy={busy === 'previewVolume'} onClick={preview}>
            {volumes.preview}
          </Button>
          <Button
            kind="primary"
            disabled={!isReady}
            isBusy={busy === 'exportVolume'}
            onClick={() => isReady && exporting.begin()}
          >
            {volumes.export}
          </Button>
        </>
      }
    >
      <p className="second">{volumes.hint}</p>
      <div className="volume-fields">
        <SelectField
          label={volumes.publication}
          value={publicationId ?? ''}
          disabled={busy !== undefined}
          onValue={setChosen}
          options={(publications.value ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          label={volumes.year}
          value={String(range.year)}
          disabled={busy !== undefined}
          onValue={(value) => change({ year: Number(value) })}
          options={years.map((year) => ({ value: String(year), label: volumes.yearOf(year) }))}
        />
        <SelectField
          label={volumes.span}
          value={range.kind}
          disabled={busy !== undefined}
          onValue={(value) => change({ kind: value as RangeKind })}
          options={rangeKinds.map((kind) => ({ value: kind, label: volumes.spans[kind] }))}
        />
        {range.kind === 'issues' && (
          <>
            <NumberField
              {...serial}
              label={volumes.first}
              value={range.first}
              disabled={busy !== undefined}
              onNumber={(first) => change({ first })}
            />
            <NumberField
              {...serial}
              label={volumes.last}
              value={range.last}
              disabled={busy !== undefined}
              onNumber={(number) => change({ last: number })}
            />
          </>
        )}
      </div>
      {span === undefined && <Notice kind="error">{volumes.wrongOrder}</Notice>}
      {refusal && <Notice kind="error">{refusal}</Notice>}
      {busy ? (
        <ProgressLine
          label={progress?.label ?? volumes.preparing}
          part={progress?.part ?? 0}
          whole={progress?.whole ?? 1}
        />
      ) : plan.value ? (
        <PlannedVolume plan={plan.value} />
      ) : (
        wanted && plan.isLoading && <p className="second">{volumes.loading}</p>
      )}
      {exporting.gate}
      {shown && (
        <Dialog
          title={volumes.pagesTitle(plan.value?.name ?? volumes.pages, shown.pages)}
          width="wide"
          onClose={() => setShown(undefined)}
          actions={<Button onClick={() => setShown(undefined)}>{words.close}</Button>}
        >
          <div className="volume-pages">
            <PagePreview pdf={shown.pdf} label={volumes.pages} />
          </div>
        </Dialog>
      )}
    </Dialog>
  );
}
