import type { Box } from './box.ts';
import type { Matrix } from './matrix.ts';

/** What a PDF's operators set for what is drawn after them. */
export interface GraphicsState {
  /** From the units that count now to mm on the page. */
  matrix: Matrix;
  fill: string;
  stroke: string;
  lineWidth: number;
  /** On the page. Clips are taken as boxes: the style sheets cut nothing off along another line. */
  clip: Box;
  font: string;
  fontSize: number;
  characterSpacing: number;
  wordSpacing: number;
  rise: number;
}

/** The state a page begins with (ISO 32000-1, tables 52 and 104). */
export function initialState(toPage: Matrix): GraphicsState {
  return {
    matrix: toPage,
    fill: '#000000',
    stroke: '#000000',
    lineWidth: 1,
    clip: {
      left: Number.NEGATIVE_INFINITY,
      top: Number.NEGATIVE_INFINITY,
      right: Number.POSITIVE_INFINITY,
      bottom: Number.POSITIVE_INFINITY,
    },
    font: '',
    fontSize: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    rise: 0,
  };
}
