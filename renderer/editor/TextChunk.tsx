import { useState, useSyncExternalStore } from 'react';
import { type RenderChunkProps, useSlateStatic } from 'slate-react';
import { drawingOf } from './drawing.ts';

/** Lines that lie together: out of sight they are neither laid out nor painted, and in a long text drawn a little later. */
export function TextChunk({ attributes, children }: Pick<RenderChunkProps, 'attributes' | 'children'>) {
  const drawing = drawingOf(useSlateStatic());
  const [number] = useState(drawing.enter);
  const isDrawn = useSyncExternalStore(drawing.subscribe, () => drawing.has(number));
  if (!isDrawn)
    return <div className="article-chunk article-chunk-undrawn" contentEditable={false} aria-hidden="true" />;
  return (
    <div {...attributes} className="article-chunk">
      {children}
    </div>
  );
}
