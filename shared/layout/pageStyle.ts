import { unicodeRanges } from './characterSlot.ts';
import type { FontFace } from './fontSlot.ts';
import { family, gridUnits, mm, pageAllowance_mm } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';

/** Faces, paper, margins, page numbers, the grid of the text and the draft mark. */
export function pageStyle(parameters: LayoutParameters, faces: readonly FontFace[]): string {
  const units = gridUnits(parameters);
  const edge = units.characters(parameters.pageNumberFromEdge_characters);
  const dash = units.points(parameters.pageNumberSize_pt) * parameters.pageNumberDashDepth_characters;
  const drop = parameters.pageNumberBelowTypeArea_mm - pageAllowance_mm - dash;
  const number = `font:${parameters.pageNumberSize_pt}pt/1 ${family('song')};content:"— " counter(page) " —";vertical-align:top;padding-top:${mm(drop)}`;
  const margins = (left: number, right: number) =>
    `margin:${parameters.marginTop_mm}mm ${right}mm ${parameters.marginBottom_mm - pageAllowance_mm}mm ${left}mm`;
  const { marginInner_mm: inner, marginOuter_mm: outer } = parameters;
  const even = parameters.mirroredMargins ? margins(outer, inner) : margins(inner, outer);
  return `${faces.map((face) => fontFace(face, parameters)).join('\n')}
@page{size:${parameters.paperWidth_mm}mm ${parameters.paperHeight_mm}mm;${margins(inner, outer)}}
@page:right{@bottom-right{${number};text-align:right;padding-right:${edge}}}
@page:left{${even};@bottom-left{${number};text-align:left;padding-left:${edge}}}
@page blank{@bottom-right{content:none}@bottom-left{content:none}}
*{margin:0;padding:0;box-sizing:border-box}
html{line-break:strict;text-spacing-trim:${parameters.textSpacingTrim ? 'normal' : 'space-all'};text-autospace:no-autospace;font-kerning:none;font-synthesis:none}
body{font:${parameters.bodySize_pt}pt/${units.lines(1)} ${family('body')};letter-spacing:${units.letterSpacing(parameters.bodySize_pt)};orphans:1;widows:1;color:#000;overflow-wrap:anywhere}
/* One column a page: its rows are whole pages, so the foot can stand on the bottom of the last one. */
main{position:relative;columns:1;column-height:${mm(units.typeAreaHeight_mm + pageAllowance_mm)};column-wrap:wrap;column-fill:auto;row-gap:0}
/* Positioned boxes are drawn after all others: with every one of them positioned the PDF holds the text in reading order. */
header>*,article>*{position:relative}
.blank{page:blank;break-before:page;height:1mm}
/* A face is loaded when text of the page uses it; page numbers alone would come too late. */
.load{position:absolute;visibility:hidden;font-family:${family('song')}}
/* Under the text and in a plain colour: read through, copied on paper, no transparency for a printer to get wrong. */
.draft{position:fixed;z-index:-1;left:50%;top:50%;width:${parameters.draftWidth_mm}mm;transform:translate(-50%,-50%) rotate(${parameters.draftTurn_degrees}deg);fill:${parameters.draftColour}}`;
}

/** A face as the page loads it, for the characters it is there for. */
export function fontFace(
  { slot, dataUrl }: FontFace,
  parameters: Pick<LayoutParameters, 'digitsScale_percent'>,
): string {
  const range = unicodeRanges[slot] ? `;unicode-range:${unicodeRanges[slot]}` : '';
  const scale = slot === 'digits' ? `;size-adjust:${parameters.digitsScale_percent}%` : '';
  return `@font-face{font-family:"Neikan ${slot}";src:url(${dataUrl})${range}${scale}}`;
}
