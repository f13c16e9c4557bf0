import { useState } from 'react';
import type { ArchivedIssue } from '#shared/contract/archiveCommands.ts';
import { announce } from '../../../app/announcements.tsx';
import { office } from '../../../app/office.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';
import { words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField, TextArea } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';

/** 更正: says in which later issue this one is corrected, and what. */
export function CorrectionDialog({ issue, onClose }: { readonly issue: ArchivedIssue; readonly onClose: () => void }) {
  const { value } = useAnswer('archive-list', () => office.listArchive({}), ['issues']);
  const later = (value ?? []).filter(({ releasedAt, state }) => releasedAt > issue.releasedAt && state !== 'void');
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<string>();
  const correctingIssue = chosen ?? later.at(-1)?.issueId;
  const isReady = correctingIssue !== undefined && note.trim() !== '';
  const save = async () => {
    if (!isReady) return;
    const answer = await office.linkCorrection({ correctedIssue: issue.issueId, correctingIssue, note });
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', records.corrected);
    onClose();
  };
  return (
    <Dialog
      title={records.correctTitle(issue.publicationName + issue.numberText)}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} onClick={save}>
            {records.correct}
          </Button>
        </>
      }
    >
      {refused && <Notice kind="error">{refused}</Notice>}
      {value && later.length === 0 ? (
        <p>{records.correctNone}</p>
      ) : (
        <>
          <SelectField
            label={records.correctIssue}
            value={correctingIssue ?? ''}
            onValue={setChosen}
            options={later.map(({ issueId, publicationName, numberText }) => ({
              value: issueId,
              label: publicationName + numberText,
            }))}
          />
          <TextArea
            label={records.correctNote}
            hint={records.correctNoteHint}
            maxLength={1000}
            value={note}
            onValue={setNote}
          />
        </>
      )}
    </Dialog>
  );
}
