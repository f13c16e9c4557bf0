import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { columnLine } from '#shared/layout/printedLines.ts';
import { system } from '../../strings/system.ts';

export interface MastheadMiniatureProps {
  readonly name: string;
  readonly organ: string;
  readonly marking: readonly string[];
  readonly column: string | undefined;
  readonly serial: string;
  readonly running: string;
  readonly layout: PublicationSettings['layout'];
}

/** Points on paper to pixels of the miniature, whose width stands for 210 mm. */
const pixelsPerPoint = (280 / 210) * (25.4 / 72);

/** The head of the first page as it will stand on paper, small. */
export function MastheadMiniature({ name, organ, marking, column, serial, running, layout }: MastheadMiniatureProps) {
  const colour = { color: layout.mastheadColour };
  return (
    <figure className="miniature" aria-label={system.miniature}>
      {marking.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="miniature-name" style={{ ...colour, fontSize: layout.mastheadSize_pt * pixelsPerPoint }}>
        {name || system.publicationName}
      </p>
      {column && <p className="miniature-centre">{columnLine(column)}</p>}
      <p className="miniature-centre">
        第{serial}期{running && `（总第${running}期）`}
      </p>
      <p className="miniature-issued" style={{ borderColor: layout.mastheadColour }}>
        <span>{organ}</span>
        <span>2024年6月18日</span>
      </p>
    </figure>
  );
}
