import './Icon.css';

/** Outlines on a 16 × 16 grid, drawn with one stroke weight. */
const shapes = {
  inbox: 'M2 9h3.5l1 2h3l1-2H14M2 9v4.5h12V9M2 9l2-6h8l2 6',
  article: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 7.5h5M5.5 10h5M5.5 12.5h3',
  issue: 'M2.5 2.5h11v11h-11zM5 5h6M5 7.5h6M5 10h3',
  signOff: 'M2 13.5h12M4 11l6.5-7.5 2 1.8L6 12.5 3.5 13z',
  archive: 'M1.5 3h13v3h-13zM2.5 6v7.5h11V6M6 8.5h4',
  system: 'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3v3M5.5 10v3',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 14 14',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  check: 'M2.5 8.5l3.5 3.5 7.5-8',
  left: 'M10 3L5 8l5 5',
  right: 'M6 3l5 5-5 5',
  up: 'M3 10l5-5 5 5',
  down: 'M3 6l5 5 5-5',
  more: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
  warning: 'M8 2 14.5 13.5h-13zM8 6.5v3M8 11.5v.1',
  folder: 'M1.5 3.5h4.5l1.5 2h7v7.5h-13z',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  export: 'M8 10V2M5 5l3-3 3 3M2.5 9.5v4h11v-4',
  print: 'M4.5 6V2h7v4M4.5 11.5h-3V6h13v5.5h-3M4.5 9.5h7V14h-7z',
  comment: 'M2 2.5h12v8.5H7l-3 3v-3H2z',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8M2.5 14c.6-3 2.7-4.5 5.5-4.5s4.9 1.5 5.5 4.5',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H10',
  drag: 'M5.5 3.5h.1M10.5 3.5h.1M5.5 8h.1M10.5 8h.1M5.5 12.5h.1M10.5 12.5h.1',
  history: 'M2.5 8a5.5 5.5 0 1 0 1.8-4M2.5 2.5V5H5M8 5v3.2l2 1.3',
  offline: 'M2 2l12 12M8 12.5v.1M5.6 9.8a3.4 3.4 0 0 1 2.4-1M3.3 7.4A6.6 6.6 0 0 1 5.8 6M8 5.4c1.8 0 3.4.7 4.7 2',
} as const;
export type IconName = keyof typeof shapes;

/** A decoration beside words; it says nothing by itself. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
