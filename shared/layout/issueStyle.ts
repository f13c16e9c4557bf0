import { type FontFace, type FontSlot, fontSlots } from './fontSlot.ts';
import { type LayoutParameters, layoutGrid } from './layoutParameters.ts';

const mmPerPoint = 25.4 / 72;

/** Chromium counts in 1/64 px: this much less a character keeps a full line from breaking one early. */
const advanceAllowance_mm = 0.00015;

/** Room added under the type area, so that the last line of a full page is not pushed over by rounding; nothing prints in it. */
const pageAllowance_mm = 0.2;

function family(slot: FontSlot): string {
  return `"Neikan ${slot}"`;
}

/** The style sheet of a printed issue: paged media on the publication's grid. */
export function issueStyle(parameters: LayoutParameters, faces: readonly FontFace[]): string {
  const grid = layoutGrid(parameters);
  const pitch = grid.linePitch_mm;
  const spacing = (size_pt: number) => grid.advance_mm - size_pt * mmPerPoint - advanceAllowance_mm;
  const lines = (count: number) => `${(count * pitch).toFixed(4)}mm`;
  const edge = `${(parameters.pageNumberFromEdge_characters * grid.advance_mm).toFixed(3)}mm`;
  const box = `font:${parameters.pageNumberSize_pt}pt/1 ${family('song')};content:"— " counter(page) " —";vertical-align:top;padding-top:${(
    parameters.pageNumberBelowTypeArea_mm - pageAllowance_mm - (parameters.pageNumberSize_pt * mmPerPoint) / 2
  ).toFixed(3)}mm`;
  const margins = (left: number, right: number) =>
    `margin:${parameters.marginTop_mm}mm ${right}mm ${parameters.marginBottom_mm - pageAllowance_mm}mm ${left}mm`;
  const { marginInner_mm: inner, marginOuter_mm: outer } = parameters;
  const even = parameters.mirroredMargins ? margins(outer, inner) : margins(inner, outer);
  return `${faces.map((face) => `@font-face{font-family:${family(face.slot)};src:url(${face.dataUrl})}`).join('\n')}
@page{size:${parameters.paperWidth_mm}mm ${parameters.paperHeight_mm}mm;${margins(inner, outer)}}
@page:right{@bottom-right{${box};text-align:right;padding-right:${edge}}}
@page:left{${even};@bottom-left{${box};text-align:left;padding-left:${edge}}}
*{margin:0;padding:0;box-sizing:border-box}
html{line-break:strict;text-spacing-trim:${parameters.textSpacingTrim ? 'normal' : 'space-all'};text-autospace:no-autospace;font-kerning:none;font-synthesis:weight}
body{font:${parameters.bodySize_pt}pt/${pitch.toFixed(4)}mm ${family('body')};letter-spacing:${spacing(parameters.bodySize_pt).toFixed(4)}mm;orphans:1;widows:1;color:#000;overflow-wrap:anywhere}
/* One column a page: its rows are whole pages, so the foot can stand on the bottom of the last one. */
main{position:relative;columns:1;column-height:${(grid.typeAreaHeight_mm + pageAllowance_mm).toFixed(4)}mm;column-wrap:wrap;column-fill:auto;row-gap:0}
p,li{text-align:justify;text-indent:${(parameters.firstLineIndent_characters * grid.advance_mm).toFixed(4)}mm}
li{list-style:none}
.marking{font:${parameters.markingSize_pt}pt/${lines(1)} ${family('hei')};text-indent:0}
h1{font:${parameters.mastheadSize_pt}pt/${lines(parameters.mastheadLines)} ${family('title')};color:${parameters.mastheadColour};text-align:center;margin-top:${lines(parameters.mastheadBlankLinesAbove)};letter-spacing:0}
.centred{text-align:center;text-indent:0}
.issued{display:flex;justify-content:space-between;height:${lines(1)};border-bottom:${parameters.mastheadRule_mm}mm solid ${parameters.mastheadColour};white-space:pre}
.contents p{text-indent:0}
.contents .head{font-family:${family('hei')};text-align:center;white-space:pre}
.note{font-family:${family('kai')}}
article.new{break-before:column}
h2{font:${parameters.titleSize_pt}pt/${lines(1)} ${family('title')};letter-spacing:0;text-align:center;white-space:pre;padding:${lines(parameters.titleBlankLinesAbove)} 0 ${lines(parameters.titleBlankLinesBelow)};break-inside:avoid;break-after:avoid}
h2 span{display:block}
.heading1,.heading2,.heading3,.heading4{font-weight:400;font-size:inherit;text-indent:${(parameters.firstLineIndent_characters * grid.advance_mm).toFixed(4)}mm;break-after:avoid}
.heading1{font-family:${family('hei')}}
.heading2,.quote,.subtitle,.byline{font-family:${family('kai')}}
.source{text-align:right}
${parameters.runInFace === 'body' ? '' : `.runIn{${parameters.runInFace === 'kai' ? `font-family:${family('kai')}` : 'font-weight:700'}}`}
sup{line-height:0;font-size:60%}
em{font-style:normal;font-family:${family('kai')}}
table{border-collapse:collapse;width:100%}
td,th{border:${parameters.footInnerRule_mm}mm solid;font-weight:400}
td p,th p{text-indent:0}
figure{break-inside:avoid;text-align:center}
img{max-width:100%;max-height:${lines(parameters.linesPerPage - 2)}}
/* The foot's room in the text, then the foot itself on the bottom edge. */
.room{visibility:hidden;break-inside:avoid}
.foot{position:absolute;bottom:${pageAllowance_mm}mm;left:0;right:0}
.rows{font-size:${parameters.footSize_pt}pt;letter-spacing:0}
.rows div{padding:0 ${(parameters.footSize_pt * mmPerPoint).toFixed(3)}mm 0 ${(parameters.footSize_pt * mmPerPoint * 4).toFixed(3)}mm;text-indent:${(-3 * parameters.footSize_pt * mmPerPoint).toFixed(3)}mm}
.rows div{position:relative}
.rule{position:absolute;left:0;top:0;width:100%;height:${parameters.footInnerRule_mm}mm}
.first,.last{height:${parameters.footOuterRule_mm}mm}
.last{top:auto;bottom:0}
/* A face is loaded when text of the page uses it; page numbers alone would come too late. */
.load{position:absolute;visibility:hidden;font-family:${family('song')}}
.draft{position:fixed;inset:0;width:100%;height:100%;opacity:.12}
${fontSlots.map((slot) => `.slot-${slot}{font-family:${family(slot)}}`).join('')}`;
}
