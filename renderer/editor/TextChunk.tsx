import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type RenderChunkProps, useSlateStatic } from 'slate-react';
import { drawingOf } from './drawing.ts';
import { sightOf } from './sight.ts';

/** Lines that lie together: out of sight they are neither laid out nor painted, and in a long text drawn a little later. */
export function TextChunk({ attributes, children }: Pick<RenderChunkProps, 'attributes' | 'children'>) {
  const editor = useSlateStatic();
  const drawing = drawingOf(editor);
  const [number] = useState(drawing.enter);
  const isDrawn = useSyncExternalStore(drawing.subscribe, () => drawing.has(number));
  const drawn = useRef<HTMLDivElement>(null);
  useEffect(() => (isDrawn && drawn.current ? sightOf(editor).watch(drawn.current) : undefined), [editor, isDrawn]);
  if (!isDrawn)
    return <div className="article-chunk article-chunk-undrawn" contentEditable={false} aria-hidden="true" />;
  return (
    <div {...attributes} ref={drawn} className="article-chunk">
      {children}
    </div>
  );
}
