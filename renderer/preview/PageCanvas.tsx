import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist';
import { type MouseEvent, useEffect, useRef } from 'react';
import { preview } from '../strings/preview.ts';
import { createDrawingOrder } from './drawingOrder.ts';
import type { PagePlace } from './pagePlaces.ts';
import { pixelsPerPoint } from './pdfDocument.ts';

export interface PageCanvasProps {
  readonly proxy: PDFDocumentProxy;
  readonly place: PagePlace;
  readonly scale: number;
  /** Drawn before pages that are not. */
  readonly isInView: boolean;
  /** With the distance from the top of the page, in the pixels it is shown in. */
  readonly onClick: ((offset: number) => void) | undefined;
}

const drawingOrder = createDrawingOrder();

/** One page, drawn at the pixels of the screen; the picture that stands stays until the next one is finished. */
export function PageCanvas({ proxy, place, scale, isInView, onClick }: PageCanvasProps) {
  const { number, top, width, height } = place;
  const sheet = useRef<HTMLDivElement>(null);
  const latestIsInView = useRef(isInView);
  latestIsInView.current = isInView;
  useEffect(() => {
    let isGone = false;
    let task: RenderTask | undefined;
    const draw = async () => {
      const page = await proxy.getPage(number);
      const element = sheet.current;
      if (isGone || !element) return;
      // `zoom` of the window is not in devicePixelRatio.
      const density = window.devicePixelRatio * (element.currentCSSZoom ?? 1);
      const canvas = document.createElement('canvas');
      const viewport = page.getViewport({ scale: pixelsPerPoint * scale * density });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      task = page.render({ canvas, viewport });
      await task.promise;
      if (!isGone) element.replaceChildren(canvas);
    };
    const leave = drawingOrder.add(() => latestIsInView.current, draw);
    return () => {
      isGone = true;
      leave();
      task?.cancel();
    };
  }, [proxy, number, scale]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: what a click on a page does has its own key in the screen that offers it
    <div
      className="sheet"
      role="img"
      aria-label={preview.page(number)}
      style={{ top, width, height }}
      ref={sheet}
      onClick={onClick && ((event) => onClick(offsetIn(event)))}
    />
  );
}

function offsetIn({ currentTarget, clientY }: MouseEvent<HTMLElement>): number {
  // With the window zoomed, both are in the screen's pixels.
  return (clientY - currentTarget.getBoundingClientRect().top) / (currentTarget.currentCSSZoom ?? 1);
}
