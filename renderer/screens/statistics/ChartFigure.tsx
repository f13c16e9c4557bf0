import { useEffect, useRef, useState } from 'react';
import type { Chart } from '#shared/statistics/chartSvg.ts';
import { useWidth } from '../../ui/useWidth.ts';

/** Stand for the colours of the theme while the chart is drawn: a stylesheet's names are no colours to it. */
const standIns = {
  '#000001': 'var(--ink-second)',
  '#000002': 'var(--pane)',
  '#000003': 'var(--ink)',
  '#000004': 'var(--line-strong)',
} as const;
const look = { bar: '#000001', pale: '#000002', ink: '#000003', line: '#000004', fontSize: 13 } as const;
const widest_px = 880;

/** A bar chart; the table beside it says the same to whoever does not see it. */
export function ChartFigure({ chart, label }: { readonly chart: Chart; readonly label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useWidth(frame);
  const width = Math.min(widest_px, room);
  const [svg, setSvg] = useState('');
  useEffect(() => {
    if (!Number.isFinite(width) || width < 50) return;
    let isGone = false;
    // Most of what charts are made of is read when the first one is shown.
    import('#shared/statistics/chartSvg.ts').then(({ chartSvg }) => {
      if (!isGone) setSvg(chartSvg(chart, width, { ...look, fontFamily: 'inherit' }));
    });
    return () => {
      isGone = true;
    };
  }, [chart, width]);
  useEffect(() => {
    if (!frame.current || svg === '') return;
    const themed = Object.entries(standIns).reduce((text, [from, to]) => text.replaceAll(from, to), svg);
    const { documentElement } = new DOMParser().parseFromString(themed, 'image/svg+xml');
    documentElement.setAttribute('aria-hidden', 'true');
    frame.current.replaceChildren(document.importNode(documentElement, true));
  }, [svg]);
  return (
    <figure className="statistics-chart">
      <figcaption>{label}</figcaption>
      <div ref={frame} />
    </figure>
  );
}
