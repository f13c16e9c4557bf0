import { useState } from 'react';
import type { AdoptionRecord } from '#shared/contract/statisticsCommands.ts';
import { type AdoptionRecordEntry, recordKindNames } from '#shared/statistics/adoptionRecord.ts';
import { createSourceReader } from '#shared/statistics/sourceUnits.ts';
import { announce } from '../../app/announcements.tsx';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { statistics } from '../../strings/statistics.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { today } from '../marking/today.ts';
import { type ChosenScan, ScanField } from '../signOff/ScanField.tsx';
import { draftOf, emptyDraft, entryOf, type RecordDraft } from './recordDraft.ts';
import { UnitsField } from './UnitsField.tsx';

export interface RecordDialogProps {
  readonly kind: AdoptionRecordEntry['kind'];
  /** What is changed; without it a new one is made. */
  readonly record?: AdoptionRecord | undefined;
  readonly onClose: () => void;
}

/** 批示, 约稿, 上级采用, 差错: one dialog, with the fields of its kind. */
export function RecordDialog({ kind, record, onClose }: RecordDialogProps) {
  const [draft, setDraft] = useState<RecordDraft>(record ? draftOf(record.entry) : emptyDraft(kind, today()));
  const [scan, setScan] = useState<ChosenScan>();
  const [refusal, setRefusal] = useState<Refusal | { readonly message: string }>();
  const [isBusy, setIsBusy] = useState(false);
  const units = useAnswer('record-units', () => office.listUnits({}), ['units']).value ?? [];
  const articles = useAnswer('record-articles', () => office.listArticles({}), ['articles']).value ?? [];
  const manuscripts = useAnswer('record-manuscripts', () => office.listManuscripts({}), ['manuscripts']).value ?? [];
  const people = useAnswer('record-people', () => office.listPeople({}), ['people']).value ?? [];
  const change = (members: Partial<RecordDraft>) => setDraft((now) => ({ ...now, ...members }));
  const entry = entryOf(draft);

  const chooseArticle = async (articleId: string) => {
    change({ articleId });
    if (articleId === '') return;
    const answer = await office.readArticle({ id: articleId });
    if (!answer.ok) return;
    const { summary, content } = answer.value;
    const found = content.source ? createSourceReader(units)(content.source) : [];
    const unitIds = found.filter(({ isRegistered }) => isRegistered).map(({ id }) => id);
    change({ title: summary.title, ...(unitIds.length > 0 ? { unitIds } : {}) });
  };
  const save = async () => {
    if (!entry) return;
    setIsBusy(true);
    const answer = await office.saveAdoptionRecord({
      ...(record ? { id: record.id } : {}),
      entry,
      ...(scan ? { scan: scan.bytes } : {}),
    });
    setIsBusy(false);
    if (!answer.ok) return setRefusal(answer);
    announce('ok', statistics.saved);
    onClose();
  };
  const isOfArticle = kind === 'instruction' || kind === 'outside';
  const hasScan = record?.entry.kind === 'instruction' && record.entry.scan !== undefined;
  return (
    <Dialog
      title={recordKindNames[kind]}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} disabled={!entry} onClick={save}>
            {words.save}
          </Button>
        </>
      }
    >
      {isOfArticle && (
        <SelectField
          label={statistics.article}
          value={draft.articleId}
          onValue={chooseArticle}
          options={[
            { value: '', label: statistics.otherArticle },
            ...articles.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      )}
      <TextField
        label={kind === 'request' ? statistics.topic : statistics.recordTitle}
        value={draft.title}
        onValue={(title) => change({ title })}
      />
      {isOfArticle ? (
        <UnitsField
          label={statistics.unitsChosen}
          units={units}
          chosen={draft.unitIds}
          onChosen={(unitIds) => change({ unitIds })}
        />
      ) : (
        <SelectField
          label={statistics.unit}
          value={draft.unitIds[0] ?? ''}
          onValue={(id) => change({ unitIds: id === '' ? [] : [id] })}
          options={[
            { value: '', label: statistics.chooseUnit },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <div className="statistics-grid">
        {isOfArticle && (
          <TextField
            label={statistics.level}
            hint={statistics.levelHint}
            value={draft.level}
            onValue={(level) => change({ level })}
          />
        )}
        {kind === 'outside' && (
          <TextField
            label={statistics.publication}
            value={draft.publication}
            onValue={(publication) => change({ publication })}
          />
        )}
        {kind === 'fault' && (
          <TextField
            label={statistics.faultKind}
            hint={statistics.faultKindHint}
            value={draft.faultKind}
            onValue={(faultKind) => change({ faultKind })}
          />
        )}
        {kind === 'instruction' && (
          <TextField label={statistics.person} value={draft.person} onValue={(person) => change({ person })} />
        )}
        <TextField
          label={kind === 'request' ? statistics.dueOn : statistics.day}
          type="date"
          value={draft.day}
          onValue={(day) => change({ day })}
        />
      </div>
      {kind === 'request' && (
        <SelectField
          label={statistics.metBy}
          value={draft.manuscriptId}
          onValue={(manuscriptId) => change({ manuscriptId })}
          options={[
            { value: '', label: statistics.notMet },
            ...manuscripts.map(({ id, number, title }) => ({ value: id, label: `${number}　${title}` })),
          ]}
        />
      )}
      {kind !== 'outside' && (
        <TextArea
          label={{ instruction: statistics.text, request: statistics.requirement, fault: statistics.note }[kind]}
          value={draft.text}
          onValue={(text) => change({ text })}
        />
      )}
      {kind === 'instruction' && (
        <>
          <ScanField
            hint={hasScan ? statistics.scanKept : statistics.scanHint}
            scan={scan}
            onScan={setScan}
            onFault={(message) => setRefusal({ message })}
          />
          <SelectField
            label={statistics.scope}
            value={draft.isForPeople ? 'people' : 'readers'}
            onValue={(scope) => change({ isForPeople: scope === 'people' })}
            options={(['readers', 'people'] as const).map((value) => ({ value, label: statistics.scopes[value] }))}
          />
          {draft.isForPeople && (
            <fieldset className="statistics-card">
              <legend>{statistics.people}</legend>
              {people.map(({ id, name }) => (
                <CheckField
                  key={id}
                  label={name}
                  isChecked={draft.personIds.includes(id)}
                  onChecked={(isChecked) =>
                    change({
                      personIds: isChecked ? [...draft.personIds, id] : draft.personIds.filter((one) => one !== id),
                    })
                  }
                />
              ))}
            </fieldset>
          )}
          <CheckField label={statistics.isTold} isChecked={draft.isTold} onChecked={(isTold) => change({ isTold })} />
        </>
      )}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}
