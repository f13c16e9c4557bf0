import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  use,
  useRef,
  useState,
} from 'react';
import './Panes.css';
import { PaneWidthsContext } from './paneWidths.ts';

export interface SidePaneProps {
  /** Under this name the width is remembered. */
  readonly name: string;
  readonly label: string;
  readonly side: 'left' | 'right';
  readonly initial: number;
  readonly least?: number;
  readonly most?: number;
  readonly children: ReactNode;
}

/** A pane beside the work whose inner edge can be drawn with the pointer or the arrow keys. */
export function SidePane({ name, label, side, initial, least = 240, most = 720, children }: SidePaneProps) {
  const widths = use(PaneWidthsContext);
  const [width, setWidth] = useState(() => widths.read(name) ?? initial);
  const start = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const within = (value: number) => Math.round(Math.max(least, Math.min(most, value)));
  const grows = side === 'left' ? 1 : -1;
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) setWidth(within(start.current.width + (event.clientX - start.current.x) * grows));
  };
  const onPointerUp = () => {
    start.current = undefined;
    widths.keep(name, width);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = within(width + step * grows);
    setWidth(next);
    widths.keep(name, next);
  };
  const edge = (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this one can
    <div
      className="pane-edge"
      role="separator"
      aria-label={`${label}的宽度`}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
  const style: CSSProperties = { width };
  return (
    <>
      {side === 'right' && edge}
      <section className={`pane pane-${side}`} aria-label={label} style={style}>
        {children}
      </section>
      {side === 'left' && edge}
    </>
  );
}

/** The work between the panes. */
export function WorkPane({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className="pane pane-work" aria-label={label}>
      {children}
    </section>
  );
}

/** Head of a pane: its name at the left, what can be done at the right. */
export function PaneHead({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <header className="pane-head">
      <h2>{title}</h2>
      {children && <div className="pane-tools">{children}</div>}
    </header>
  );
}
