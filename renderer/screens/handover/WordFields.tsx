import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef } from 'react';
import { machines as strings } from '../../strings/machines.ts';
import { TextField } from '../../ui/Field.tsx';
import './Machines.css';

/** As many as a card has. */
const count = 8;
export const noWords: readonly string[] = Array.from({ length: count }, () => '');

export interface WordFieldsProps {
  readonly typed: readonly string[];
  readonly onTyped: (typed: readonly string[]) => void;
  /** Places of those that are not as on the card. */
  readonly wrong?: readonly number[];
  readonly fields?: RefObject<HTMLDivElement | null>;
}

/** Eight words as they are heard, a field each: a space goes to the next, and all of them can be pasted at once. */
export function WordFields({ typed, onTyped, wrong = [], fields }: WordFieldsProps) {
  const own = useRef<HTMLDivElement>(null);
  const frame = fields ?? own;
  const put = (from: number, heard: readonly string[]) =>
    onTyped(typed.map((word, index) => heard[index - from] ?? word));
  const onPaste = (event: ClipboardEvent, index: number) => {
    const heard = event.clipboardData
      .getData('text')
      .trim()
      .split(/[\s　]+/);
    if (heard.length < 2) return;
    event.preventDefault();
    const fitting = heard.slice(0, count - index);
    put(index, fitting);
    focusWord(frame, index + fitting.length - 1);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.key !== ' ' || event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    event.preventDefault();
    focusWord(frame, index + 1);
  };
  return (
    <div>
      <div className="machine-words" ref={frame}>
        {typed.map((word, index) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: a word has no other name than its place
            key={index}
            label={strings.confirmWord(index + 1)}
            maxLength={8}
            value={word}
            error={wrong.includes(index) ? strings.confirmWrong : undefined}
            onValue={(value) => put(index, [value])}
            onPaste={(event) => onPaste(event, index)}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
        ))}
      </div>
      <p className="second small">{strings.confirmHint}</p>
    </div>
  );
}

export function areTyped(typed: readonly string[]): boolean {
  return typed.every((word) => word.trim() !== '');
}

/** Goes to a word, the last where there are no more. */
export function focusWord(fields: RefObject<HTMLDivElement | null>, index: number): void {
  fields.current?.querySelectorAll('input')[Math.min(index, count - 1)]?.focus();
}
