import { type KeyboardEvent, memo, type PointerEvent, type Ref, useCallback, useEffect, useRef } from 'react';
import { Editor, Transforms } from 'slate';
import { Editable, useSlateStatic } from 'slate-react';
import { editor as strings } from '../strings/editor.ts';
import { decorateRunIn } from './decorateRunIn.ts';
import { drawingOf } from './drawing.ts';
import { renderChunk, renderElement, renderLeaf } from './renderArticle.tsx';
import type { ArticleSlate } from './slateTypes.ts';
import { goToCell } from './tables.ts';
import { takeCaret, takeCaretToAct } from './takeCaret.ts';

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
    takeCaretToAct(editor);
    // What is not one sign written where the caret stands may go anywhere in the text.
    if (event.key.length > 1 || event.ctrlKey || event.altKey || event.metaKey) drawingOf(editor).drawAll();
    if (event.ctrlKey && !event.altKey && (event.key === 'Home' || event.key === 'End')) {
      event.preventDefault();
      goToEdge(editor, event.key === 'Home' ? 'start' : 'end', event.shiftKey);
    }
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) {
      takeCaret(editor);
      if (goToCell(editor, event.shiftKey ? 'previous' : 'next')) event.preventDefault();
    }
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('.article-chunk-undrawn')) drawingOf(editor).drawAll();
  };
  const onDOMBeforeInput = useCallback(() => takeCaretToAct(editor), [editor]);
  useEffect(() => drawingOf(editor).start(), [editor]);
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
        onDOMBeforeInput={onDOMBeforeInput}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
      />
    </div>
  );
});

/** Where the last lines have not been laid out yet the browser itself would stop before them. */
function goToEdge(editor: ArticleSlate, edge: 'start' | 'end', isExtending: boolean): void {
  takeCaret(editor);
  const point = Editor.point(editor, [], { edge });
  Transforms.select(
    editor,
    isExtending && editor.selection ? { anchor: editor.selection.anchor, focus: point } : point,
  );
}
