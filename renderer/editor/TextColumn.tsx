import { type KeyboardEvent, memo, type Ref, useRef } from 'react';
import { Editable, useSlateStatic } from 'slate-react';
import { editor as strings } from '../strings/editor.ts';
import { decorateRunIn } from './decorateRunIn.ts';
import { renderChunk, renderElement, renderLeaf } from './renderArticle.tsx';
import { goToCell } from './tables.ts';
import { takeCaret } from './takeCaret.ts';

export interface TextColumnProps {
  readonly isReadOnly: boolean;
  readonly ref: Ref<HTMLDivElement>;
}

/**
 * The column of paper that is written on. Drawn anew only when the text or the selection changes: slate-react then puts the
 * page's caret where its own is, which lags behind keys of movement by up to 100 ms, so that a drawing for any other reason
 * (something was saved) would throw the caret back.
 */
export const TextColumn = memo(function TextColumn({ isReadOnly, ref }: TextColumnProps) {
  const editor = useSlateStatic();
  const frame = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) {
      takeCaret(editor);
      if (goToCell(editor, event.shiftKey ? 'previous' : 'next')) event.preventDefault();
    }
  };
  const onComposing = (isComposing: boolean) => {
    frame.current?.querySelector('.article-editing')?.toggleAttribute('data-composing', isComposing);
  };
  return (
    <div className="editor-scroll" ref={frame}>
      <Editable
        ref={ref}
        className="article article-editing"
        aria-label={strings.text}
        aria-multiline="true"
        role="textbox"
        tabIndex={0}
        readOnly={isReadOnly}
        spellCheck={false}
        autoCorrect="off"
        autoCapitalize="off"
        decorate={decorateRunIn}
        renderElement={renderElement}
        renderLeaf={renderLeaf}
        renderChunk={renderChunk}
        onKeyDown={onKeyDown}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
      />
    </div>
  );
});
