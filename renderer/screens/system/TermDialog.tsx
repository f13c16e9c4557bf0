import { useState } from 'react';
import type { Publication } from '#shared/contract/registerCommands.ts';
import { shortName } from '#shared/proofreading/soundMisses.ts';
import {
  faultOf,
  longestNote,
  longestWord,
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
  /** Several words were written before 慎用 was chosen: they stay in sight. */
  const [hasSeveral, setHasSeveral] = useState(false);
  const [note, setNote] = useState((old?.kind === 'avoid' ? old.reason : old?.note) ?? '');
  /** Until somebody says: for names of more than two characters. */
  const [chosenSounds, setSounds] = useState(old?.kind === 'name' ? old.sounds : undefined);
  const sounds = chosenSounds ?? [...right.trim()].length > shortName;
  const [oneCharacter, setOneCharacter] = useState(old?.kind === 'name' && old.oneCharacter);
  const [publicationId, setPublicationId] = useState(term?.publicationId ?? '');
  const [refused, setRefused] = useState<{ readonly of: string; readonly message: string }>();
  const [isBusy, setIsBusy] = useState(false);
  const typed = typedEntry(kind, { right, wrong: linesOf(wrong), note, sounds, oneCharacter });
  const parsed = TermEntry.safeParse(typed);
  const isBegun = right.trim() !== '' || wrong.trim() !== '';
  const problem = parsed.success || !isBegun ? undefined : (faultOf(typed) ?? unreadyOf(kind, right, wrong, note));
  // What was refused is another entry once a word of it is changed.
  const state = JSON.stringify([typed, publicationId]);
  const refusal = refused?.of === state ? refused.message : undefined;
  const save = async () => {
    if (!parsed.success) return setRefused({ of: state, message: problem ?? strings.unready });
    if (isBusy) return;
    setIsBusy(true);
    const answer = await office.saveTerm({
      ...(term ? { id: term.id } : {}),
      ...(publicationId === '' ? {} : { publicationId }),
      entry: parsed.data,
    });
    setIsBusy(false);
    if (!answer.ok) return setRefused({ of: state, message: answer.message });
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
        onValue={(value) => {
          setKind(value as TermKind);
          setHasSeveral(linesOf(wrong).length > 1);
        }}
        options={termKinds.map((value) => ({ value, label: strings.kinds[value] }))}
      />
      {kind === 'avoid' ? (
        <>
          {hasSeveral ? (
            <TextArea label={strings.avoided} value={wrong} onValue={setWrong} />
          ) : (
            <TextField label={strings.avoided} value={wrong} onValue={setWrong} />
          )}
          <TextField label={strings.suggestion} hint={strings.suggestionHint} value={right} onValue={setRight} />
          <TextField label={strings.reason} value={note} onValue={setNote} />
        </>
      ) : (
        <>
          <TextField label={kind === 'name' ? strings.name : strings.right} value={right} onValue={setRight} />
          {kind === 'name' && (
            <>
              <CheckField label={strings.sounds} isChecked={sounds} onChecked={setSounds} />
              <p className="second small">{strings.soundsHint}</p>
              <CheckField label={strings.oneCharacter} isChecked={oneCharacter} onChecked={setOneCharacter} />
              <p className="second small">{strings.oneCharacterHint}</p>
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
      {(refusal ?? problem) && <Notice kind="error">{refusal ?? problem}</Notice>}
    </Dialog>
  );
}

/** Why an entry that is begun cannot be saved yet; undefined where only something is still to be filled in. */
function unreadyOf(kind: TermKind, right: string, wrong: string, note: string): string | undefined {
  const words = linesOf(wrong);
  if (kind === 'avoid' && words.length > 1) return strings.oneAvoided;
  if (note.trim().length > longestNote) return strings.longNote;
  if (words.length > 20) return strings.manyWrong;
  if ([right, ...words].some((word) => word.trim().length > longestWord)) return strings.longWord;
  if ([right, ...words].some((word) => /[；;]/.test(word))) return strings.splitWord;
  return [right, note, ...words].some((word) => /^[=+\-@]/.test(word.trim())) ? strings.formulaWord : undefined;
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
      // Several words are told, not dropped.
      return { kind, words: wrong.join('；'), reason: note, ...(right === '' ? {} : { suggestion: right }) };
    case 'name':
      return { kind, right, wrong, sounds, oneCharacter, ...told };
  }
}
