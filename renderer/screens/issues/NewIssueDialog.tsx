import { useState } from 'react';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import type { ReadingReport } from '#shared/contract/manuscriptCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { issues } from '../../strings/issues.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface NewIssueDialogProps {
  readonly from: 'nothing' | 'file';
  readonly onClose: () => void;
}

/** A new draft of a publication, empty or from a whole bulletin written elsewhere. */
export function NewIssueDialog({ from, onClose }: NewIssueDialogProps) {
  const publications = useAnswer('publications', () => office.listPublications({}), ['publications']);
  const [chosen, setChosen] = useState<string>();
  const [series, setSeries] = useState<IssueSummary['series']>('regular');
  const [file, setFile] = useState<File>();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [made, setMade] = useState<{ readonly id: string; readonly report: ReadingReport }>();
  const all = publications.value ?? [];
  const publicationId = chosen ?? all[0]?.id;

  const make = async () => {
    if (publicationId === undefined || isBusy) return;
    setIsBusy(true);
    setRefusal(undefined);
    if (from === 'nothing') {
      const answer = await office.createIssue({ publicationId, series });
      setIsBusy(false);
      if (!answer.ok) return setRefusal(answer);
      onClose();
      goTo({ place: 'issues', id: answer.value.summary.id });
    } else if (file) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const answer = await office.createIssueFromFile({ publicationId, series, fileName: file.name, bytes });
      setIsBusy(false);
      if (!answer.ok) return setRefusal(answer);
      setMade({ id: answer.value.issue.summary.id, report: answer.value.report });
    }
  };
  const see = () => {
    onClose();
    if (made) goTo({ place: 'issues', id: made.id });
  };
  const placeOf = file?.name.toLowerCase().endsWith('.docx') ? issues.reportParagraph : issues.reportLine;
  if (made) {
    return (
      <Dialog
        title={issues.report}
        onClose={see}
        onSubmit={see}
        actions={
          <Button kind="primary" onClick={see}>
            {issues.see}
          </Button>
        }
      >
        <p>{made.report.length === 0 ? issues.reportNone : issues.reportSome(made.report.length)}</p>
        <ul className="report">
          {made.report.map(({ line, message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the report is shown once and never changes
            <li key={index}>
              <span className="second">{line > 0 && placeOf(line)}</span>
              {message}
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  if (publications.value && all.length === 0) {
    return (
      <Dialog
        title={issues.noPublication}
        width="narrow"
        onClose={onClose}
        actions={
          <Button kind="primary" onClick={() => goTo({ place: 'system', id: 'publications' })}>
            {issues.registerPublication}
          </Button>
        }
      >
        <p>{issues.noPublicationHint}</p>
      </Dialog>
    );
  }
  const isReady = publicationId !== undefined && (from === 'nothing' || file !== undefined);
  const verb = from === 'nothing' ? issues.create : issues.readIn;
  return (
    <Dialog
      title={from === 'nothing' ? issues.newIssue : issues.fromFile}
      width="narrow"
      onClose={onClose}
      onSubmit={make}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} disabled={!isReady} onClick={make}>
            {verb}
          </Button>
        </>
      }
    >
      <SelectField
        label={issues.publication}
        value={publicationId ?? ''}
        onValue={setChosen}
        options={all.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        label={issues.series}
        hint={issues.seriesHint}
        value={series}
        onValue={(value) => setSeries(value === 'supplement' ? 'supplement' : 'regular')}
        options={[
          { value: 'regular', label: issues.regular },
          { value: 'supplement', label: issues.supplement },
        ]}
      />
      {from === 'file' && (
        <label className="field">
          <span className="field-label">{issues.file}</span>
          <input
            className="field-input"
            type="file"
            accept=".docx,.txt"
            onChange={(event) => {
              setFile(event.target.files?.[0]);
              setRefusal(undefined);
            }}
          />
          <span className="field-hint">{issues.fileHint}</span>
        </label>
      )}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
