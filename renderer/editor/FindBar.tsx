import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { ReactEditor, useSlateStatic } from 'slate-react';
import { announce } from '../app/announcements.tsx';
import { useCommands } from '../app/commands.ts';
import { editor as strings } from '../strings/editor.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { CheckField, TextField } from '../ui/Field.tsx';
import type { AskedFind } from './askedFind.ts';
import './FindBar.css';
import { undoOf } from './replaceContent.ts';
import { useFind } from './useFind.ts';

export interface FindBarProps extends AskedFind {
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
}

/** Find and replace above the text. Enter goes on, Shift+Enter back, Esc returns to the text. */
export function FindBar({ words, options: begin, asked, isReadOnly, onClose }: FindBarProps) {
  const editor = useSlateStatic();
  const [query, setQuery] = useState(words);
  const [replacement, setReplacement] = useState('');
  const [isPattern, setIsPattern] = useState(begin?.isPattern ?? false);
  const [isWidthFree, setIsWidthFree] = useState(begin?.isWidthFree ?? true);
  const [isScriptFree, setIsScriptFree] = useState(begin?.isScriptFree ?? false);
  const options = { isPattern, isWidthFree, isScriptFree };
  const { count, current, isWrong, isTooLong, isUnderWay, go, replaceOne, replaceAll } = useFind(query, options);
  const problem = isWrong ? strings.notPattern : isTooLong ? strings.patternTooLong : undefined;
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, it takes the focus again
  useEffect(() => {
    if (words !== '') setQuery(words);
    field.current?.focus();
    field.current?.select();
  }, [asked, words]);

  const step = useRef(go);
  step.current = go;
  useCommands(
    useMemo(
      () => [
        { id: 'find-on', label: strings.findOn, keys: 'F3', run: () => step.current(1) },
        { id: 'find-back', label: strings.findBack, keys: 'Shift+F3', run: () => step.current(-1) },
      ],
      [],
    ),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
    if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  };
  const close = () => {
    onClose();
    ReactEditor.focus(editor);
  };
  const replaceEach = () => {
    const done = replaceAll(replacement);
    const undo = undoOf(editor);
    const run = () => {
      if (!undo()) announce('info', strings.undoTooLate);
    };
    announce('ok', strings.replaced(done), { label: strings.undo, run });
  };
  return (
    <search className="find" aria-label={strings.find} onKeyDown={onKeyDown}>
      <div className="find-line">
        <TextField
          ref={field}
          label={strings.find}
          isLabelUnseen
          placeholder={strings.find}
          value={query}
          error={problem}
          onValue={setQuery}
        />
        <span className="find-count second" role="status">
          {query === '' || problem ? '' : strings.found(count, current)}
        </span>
        <IconButton label={strings.findBack} icon="up" disabled={count === 0} onClick={() => go(-1)} />
        <IconButton label={strings.findOn} icon="down" disabled={count === 0} onClick={() => go(1)} />
        <CheckField label={strings.widthFree} isChecked={isWidthFree} onChecked={setIsWidthFree} />
        <CheckField label={strings.scriptFree} isChecked={isScriptFree} onChecked={setIsScriptFree} />
        <CheckField label={strings.pattern} isChecked={isPattern} onChecked={setIsPattern} />
        <span className="find-close">
          <IconButton label={strings.closeFind} icon="close" onClick={close} />
        </span>
      </div>
      {!isReadOnly && (
        <div className="find-line">
          <TextField
            label={strings.replacement}
            isLabelUnseen
            placeholder={strings.replacement}
            value={replacement}
            onValue={setReplacement}
          />
          <Button disabled={count === 0 || isUnderWay} onClick={() => replaceOne(replacement)}>
            {strings.replaceOne}
          </Button>
          <Button disabled={count === 0 || isUnderWay} onClick={replaceEach}>
            {strings.replaceAll}
          </Button>
        </div>
      )}
    </search>
  );
}
