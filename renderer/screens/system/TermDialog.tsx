import { useState } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import {
  faultOf,
  type Term,
  TermEntry,
  type TermKind,
  termKinds,
  wordsOf,
  wrongOf,
} from '#shared/proofreading/term.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { terms as strings } from '../../strings/terms.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { linesOf, textOfLines } from './lines.ts';

export interface TermDialogProps {
  /** The entry that is changed; without it a new one is written. */
  readonly term?: Term;
  /** What a new one begins with. */
  readonly begin?: TermEntry;
  readonly publications: readonly Publication[];
  readonly onClose: () => void;
}

/** One entry of the lexicon. */
export function TermDialog({ term, begin, publications, onClose }: TermDialogProps) {
  const old = term?.entry ?? begin;
  const [kind, setKind] = useState<TermKind>(old?.kind ?? 'form');
  const [right, setRight] = useState((old?.kind === 'avoid' ? old.suggestion : old?.right) ?? '');
  const [wrong, setWrong] = useState(textOfLines(old ? wrongOf(old) : []));
  const [note, setNote] = useState((old?.kind === 'avoid' ? old.reason : old?.note) ?? '');
  const [sounds, setSounds] = useState(old?.kind === 'name' ? old.sounds : true);
  const [oneCharacter, setOneCharacter] = useState(old?.kind === 'name' && old.oneCharacter);
  const [publicationId, setPublicationId] = useState(term?.publicationId ?? '');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const typed = typedEntry(kind, { right, wrong: linesOf(wrong), note, sounds, oneCharacter });
  const parsed = TermEntry.safeParse(typed);
  const isBegun = right.trim() !== '' || wrong.trim() !== '';
  const problem = parsed.success || !isBegun ? undefined : faultOf(typed);
  const save = async () => {
    if (!parsed.success) return setRefused(problem ?? strings.unready);
    if (isBusy) return;
    setIsBusy(true);
    const answer = await office.saveTerm({
      ...(term ? { id: term.id } : {}),
      ...(publicationId === '' ? {} : { publicationId }),
      entry: parsed.data,
    });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.saved(wordsOf(answer.value.entry)));
    onClose();
  };
  return (
    <Dialog
      title={term ? strings.editOf(wordsOf(term.entry)) : strings.add}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} disabled={!parsed.success} onClick={save}>
            {strings.save}
          </Button>
        </>
      }
    >
      <SelectField
        label={strings.kind}
        hint={strings.kindHints[kind]}
        value={kind}
        onValue={(value) => setKind(value as TermKind)}
        options={termKinds.map((value) => ({ value, label: strings.kinds[value] }))}
      />
      {kind === 'avoid' ? (
        <>
          <TextField label={strings.avoided} value={wrong} onValue={setWrong} />
          <TextField label={strings.suggestion} hint={strings.suggestionHint} value={right} onValue={setRight} />
          <TextField label={strings.reason} value={note} onValue={setNote} />
        </>
      ) : (
        <>
          <TextField label={kind === 'name' ? strings.name : strings.right} value={right} onValue={setRight} />
          {kind === 'name' && (
            <>
              <CheckField label={strings.sounds} isChecked={sounds} onChecked={setSounds} />
              <CheckField label={strings.oneCharacter} isChecked={oneCharacter} onChecked={setOneCharacter} />
            </>
          )}
          <TextArea
            label={kind === 'name' ? strings.otherWrong : strings.wrong}
            hint={kind === 'name' ? strings.otherWrongHint : strings.wrongHint}
            value={wrong}
            onValue={setWrong}
          />
          <TextField label={strings.note} hint={strings.noteHint} value={note} onValue={setNote} />
        </>
      )}
      <SelectField
        label={strings.set}
        hint={strings.publicationHint}
        value={publicationId}
        onValue={setPublicationId}
        options={[
          { value: '', label: strings.house },
          ...publications.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {(refused ?? problem) && <Notice kind="error">{refused ?? problem}</Notice>}
    </Dialog>
  );
}

interface TypedFields {
  readonly right: string;
  readonly wrong: string[];
  readonly note: string;
  readonly sounds: boolean;
  readonly oneCharacter: boolean;
}

function typedEntry(kind: TermKind, fields: TypedFields): TermEntry {
  const { wrong, sounds, oneCharacter } = fields;
  const right = fields.right.trim();
  const note = fields.note.trim();
  const told = note === '' ? {} : { note };
  switch (kind) {
    case 'form':
      return { kind, right, wrong, ...told };
    case 'avoid':
      return { kind, words: wrong[0] ?? '', reason: note, ...(right === '' ? {} : { suggestion: right }) };
    case 'name':
      return { kind, right, wrong, sounds, oneCharacter, ...told };
  }
}
