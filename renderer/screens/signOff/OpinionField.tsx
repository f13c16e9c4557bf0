import { type KeyboardEvent, useEffect, useRef } from 'react';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { signOff } from '../../strings/signOff.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import './OpinionField.css';

export interface OpinionFieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly label?: string;
  readonly hint?: string;
}

/** As the contract takes them. */
const mostPhrases = 30;
const longestPhrase = 200;
const longestOpinion = 5000;

/**
 * 意见 with the person's own phrases: Alt+↓ leads from the field to them, ← and → along them, Enter writes one behind what
 * stands in the field, Delete takes one from the list.
 */
export function OpinionField({
  value,
  onValue,
  label = signOff.opinion,
  hint = signOff.opinionHint,
}: OpinionFieldProps) {
  const own = useAnswer('phrases', () => office.readPhrases({}));
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const phrases = own.value?.phrases ?? [];
  const typed = value.trim();
  const mayAdd =
    own.value !== undefined &&
    typed !== '' &&
    typed.length <= longestPhrase &&
    phrases.length < mostPhrases &&
    !phrases.includes(typed);

  const save = async (next: readonly string[]): Promise<boolean> => {
    const answer = await office.savePhrases({ phrases: [...next] });
    if (!answer.ok) announceRefusal(answer);
    own.reload();
    return answer.ok;
  };
  const add = async () => {
    if (await save([...phrases, typed])) announce('ok', signOff.phraseAdded(typed));
    field.current?.focus();
  };
  const remove = async (phrase: string) => {
    if (!(await save(phrases.filter((one) => one !== phrase)))) return;
    announce('ok', signOff.phraseRemoved(phrase), { label: signOff.phraseBack, run: () => void save(phrases) });
    field.current?.focus();
  };
  const take = (phrase: string) => {
    // What was typed is never written over.
    onValue(value === '' ? phrase : `${value}${phrase}`);
    field.current?.focus();
  };
  // Asked for before they have come, they are led to when they have, unless one has gone elsewhere.
  const isAwaiting = useRef(false);
  const toPhrases = () => {
    const first = list.current?.querySelector('button');
    isAwaiting.current = !first;
    first?.focus();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it waits for the phrases
  useEffect(() => {
    if (isAwaiting.current && field.current?.matches(':focus')) toPhrases();
  }, [own.value]);
  const onFieldKey = (event: KeyboardEvent) => {
    isAwaiting.current = false;
    if (isComposing(event) || !event.altKey || event.key !== 'ArrowDown') return;
    event.preventDefault();
    toPhrases();
  };
  const onPhraseKey = (event: KeyboardEvent, phrase: string) => {
    if (isComposing(event)) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('.opinion-phrase') ?? [])];
    const here = buttons.findIndex((button) => button.matches(':focus'));
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus();
    else if (event.key === 'Delete') void remove(phrase);
    else if (event.key === 'ArrowUp') field.current?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div className="opinion">
      <TextArea
        ref={field}
        label={label}
        hint={hint}
        rows={3}
        maxLength={longestOpinion}
        value={value}
        onValue={onValue}
        onKeyDown={onFieldKey}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a second label over the field */}
      <div className="opinion-phrases" role="group" aria-label={signOff.usualPhrases} ref={list}>
        {phrases.map((phrase) => (
          <span key={phrase} className="opinion-choice">
            <button
              type="button"
              className="button button-quiet opinion-phrase"
              title={signOff.phraseKeys}
              onClick={() => take(phrase)}
              onKeyDown={(event) => onPhraseKey(event, phrase)}
            >
              {phrase}
            </button>
            <IconButton
              icon="close"
              label={signOff.removePhrase(phrase)}
              tabIndex={-1}
              onClick={() => void remove(phrase)}
            />
          </span>
        ))}
      </div>
      <div className="opinion-tools">
        <Button kind="quiet" disabled={!mayAdd} onClick={() => void add()}>
          {signOff.addPhrase}
        </Button>
      </div>
    </div>
  );
}

function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
