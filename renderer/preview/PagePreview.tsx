import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { setStatus } from '../app/status.ts';
import { preview } from '../strings/preview.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import './PagePreview.css';
import type { Place } from './blockPlaces.ts';
import { PageCanvas } from './PageCanvas.tsx';
import {
  columnHeight,
  isPageInView,
  nextZoom,
  pageAt,
  pageGap,
  pagesNear,
  placePages,
  scaleOf,
  type Zoom,
} from './pagePlaces.ts';
import type { OpenPdf } from './pdfDocument.ts';
import { usePdf } from './usePdf.ts';
import type { WordMark } from './wordMarks.ts';

export interface PagePreviewProps {
  /** New bytes replace the pages in place: position and zoom stay, and nothing flickers. */
  readonly pdf: Uint8Array | undefined;
  /** Read out as the name of the pages. */
  readonly label?: string;
  /** Shown at the left of the tools, such as 正在排印. */
  readonly note?: ReactNode;
  /** Shown where there are no pages yet. */
  readonly empty?: ReactNode;
  /** With the place that was clicked; such as to lead to the text there. */
  readonly onPlaceClick?: (place: Place) => void;
  /** Brings this place into view whenever it changes; one that is in view stays where it is. */
  readonly shownPlace?: Place | undefined;
  /** Drawn over the pages; those of the word one is at stand out. */
  readonly marks?: readonly WordMark[];
  readonly markedWord?: number | undefined;
  /** Called with each PDF once it is open. */
  readonly onOpened?: (pdf: OpenPdf) => void;
}

const none: readonly WordMark[] = [];

/** The pages of a PDF, exactly as they print. Only those near the view are drawn. */
export function PagePreview(props: PagePreviewProps) {
  const { pdf: bytes, label, note, empty, onPlaceClick, shownPlace, marks = none, markedWord, onOpened } = props;
  const { pdf, isUnreadable } = usePdf(bytes);
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [view, setView] = useState({ top: 0, width: 0, height: 0 });
  const sizes = pdf?.sizes ?? [];
  const scale = scaleOf(zoom, sizes, view.width);
  const places = useMemo(() => placePages(pdf?.sizes ?? [], scale), [pdf, scale]);
  const count = places.length;
  const now = pageAt(places, view.top, view.height);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  // What was in the middle of the view stays there when the pages grow or shrink.
  const lastScale = useRef(scale);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && lastScale.current !== scale) {
      const middle = element.clientHeight / 2;
      element.scrollTop = ((element.scrollTop + middle) * scale) / lastScale.current - middle;
      lastScale.current = scale;
    }
  }, [scale]);

  const goToPage = (number: number) => {
    const place = places[Math.max(1, Math.min(count, number)) - 1];
    if (place) scroller.current?.scrollTo({ top: place.top - pageGap });
  };
  const hasPages = count > 0;
  const showPlace = (shown: Place) => {
    const element = scroller.current;
    const page = places[shown.page - 1];
    if (!element || !page) return;
    const top = page.top + shown.top * scale;
    const margin = element.clientHeight / 4;
    const isSeen = top > element.scrollTop + pageGap && top < element.scrollTop + element.clientHeight - margin;
    if (!isSeen) element.scrollTo({ top: top - margin });
  };
  const latest = useRef({ showPlace, onOpened });
  latest.current = { showPlace, onOpened };
  useEffect(() => {
    if (shownPlace && hasPages) latest.current.showPlace(shownPlace);
  }, [shownPlace, hasPages]);
  useEffect(() => {
    if (pdf) latest.current.onOpened?.(pdf);
  }, [pdf]);

  useEffect(() => {
    setStatus({ page: count > 0 ? { now, count } : undefined });
  }, [now, count]);
  useEffect(() => () => setStatus({ page: undefined }), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = {
      PageDown: () => goToPage(now + 1),
      PageUp: () => goToPage(now - 1),
      Home: () => goToPage(1),
      End: () => goToPage(count),
      '+': () => setZoom(nextZoom(scale, 1)),
      '=': () => setZoom(nextZoom(scale, 1)),
      '-': () => setZoom(nextZoom(scale, -1)),
      '0': () => setZoom('fit'),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div className="preview">
      <div className="preview-tools">
        <div className="preview-note second small">{note}</div>
        {hasPages && <span className="second small">{preview.pageOf(now, count)}</span>}
        <IconButton label={preview.smaller} icon="minus" onClick={() => setZoom(nextZoom(scale, -1))} />
        <span className="preview-scale small">{hasPages && preview.percent(scale)}</span>
        <IconButton label={preview.larger} icon="plus" onClick={() => setZoom(nextZoom(scale, 1))} />
        <Button kind="quiet" aria-pressed={zoom === 'fit'} onClick={() => setZoom('fit')}>
          {preview.fitWidth}
        </Button>
        <Button kind="quiet" aria-pressed={zoom === 1} onClick={() => setZoom(1)}>
          {preview.fullSize}
        </Button>
      </div>
      {isUnreadable && <Notice kind="error">{preview.unreadable}</Notice>}
      <section
        className="preview-pages"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the pages scroll by keys
        tabIndex={0}
        aria-label={label ?? preview.pages}
        onKeyDown={onKeyDown}
      >
        {!hasPages && !isUnreadable && <div className="preview-empty second">{empty ?? preview.nothing}</div>}
        <div className="preview-column" style={{ height: columnHeight(places) }}>
          {pdf &&
            pagesNear(places, view.top, view.height).map((place) => (
              <PageCanvas
                key={place.number}
                proxy={pdf.proxy}
                place={place}
                scale={scale}
                isInView={isPageInView(place, view.top, view.height)}
                onClick={onPlaceClick && ((offset) => onPlaceClick({ page: place.number, top: offset / scale }))}
              />
            ))}
          {marks.length > 0 &&
            pagesNear(places, view.top, view.height).map(({ number, top, width, height }) => (
              <div key={number} className="sheet-marks" style={{ top, width, height }}>
                {marks
                  .filter(({ page }) => page === number)
                  .map((mark) => (
                    <mark
                      key={`${mark.word}-${mark.top}`}
                      className={mark.word === markedWord ? 'sheet-mark sheet-mark-at' : 'sheet-mark'}
                      style={{
                        left: mark.left * scale,
                        top: mark.top * scale,
                        width: mark.width * scale,
                        height: mark.height * scale,
                      }}
                    />
                  ))}
              </div>
            ))}
        </div>
      </section>
    </div>
  );
}
