import { tableWidth_mm } from './fitTable.ts';
import { family, gridUnits, mm } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';

/** Titles, headings, running text, lists, tables and figures. */
export function articleStyle(parameters: LayoutParameters): string {
  const units = gridUnits(parameters);
  const indent = units.characters(parameters.firstLineIndent_characters);
  const quote = units.characters(parameters.quoteIndent_characters);
  const inset = units.lines(parameters.insetBlankLines);
  // Padding stays at the top of a page, a margin is cut off there.
  const above = parameters.titleBlankLinesAtPageTop ? 'padding-top' : 'margin-top';
  // The sign of an unordered list, drawn because fonts differ on •: a bit over a quarter of a character, as print has it.
  const dot = units.points(parameters.bodySize_pt) * 0.28;
  // By the size of the type, with which they shrink where a table has many columns.
  const tableType = units.points(parameters.tableSize_pt);
  const [tablePitch, cellPadding] = [
    parameters.tableLinePitch_mm / tableType,
    parameters.tableCellPadding_mm / tableType,
  ];
  return `p,li{text-align:justify;text-indent:${indent}}
.keep{white-space:nowrap}
article.new{break-before:column}
${parameters.titleBlankLinesAtPageTop ? '' : 'article.new>h2{margin-top:0}\n'}h2{font:${parameters.titleSize_pt}pt/${units.lines(parameters.titleLinePitch_lines)} ${family('title')};letter-spacing:0;text-align:center;white-space:pre;${above}:${units.lines(parameters.titleBlankLinesAbove)};padding-bottom:${units.lines(parameters.titleBlankLinesBelow)};break-inside:avoid;break-after:avoid}
h2 span{display:block}
.long{white-space:normal;text-wrap:balance}
.long i{font-style:normal;white-space:nowrap}
.subtitle,.byline{break-after:avoid;margin-top:${units.lines(-parameters.titleBlankLinesBelow)};padding-bottom:${units.lines(parameters.titleBlankLinesBelow)}}
.subtitle,.byline,.heading2,.quote{font-family:${family('kai')}}
h2+p,.subtitle+p,.byline+p{orphans:2}
.heading1,.heading2,.heading3,.heading4{font-weight:400;font-size:inherit;text-align:justify;text-indent:${indent};break-after:avoid}
.heading1{font-family:${family('hei')}}
.quote{padding:0 ${quote}}
.source{text-align:right;break-before:avoid;padding-right:${units.characters(parameters.sourceFromEdge_characters)}}
/* Stands on the last line of the text and makes it as tall as itself and what must follow on the same page. */
.ending{font:${parameters.bodySize_pt}pt/${units.lines(1)} ${family('body')};display:inline-block;overflow:hidden;width:0;vertical-align:top;padding-top:${units.lines(1)};white-space:normal;text-indent:0}
.ending.signed{padding-top:${units.lines(2)}}
.ending .source{position:absolute;right:0;margin-top:${units.lines(-1)};white-space:nowrap}
.ending .room{width:${mm(units.typeAreaWidth_mm)}}
/* 黑体 is the bold of Chinese text; a thickened face would become a Type 3 font. */
b{font-weight:400;font-family:${family('hei')}}
${parameters.runInFace === 'body' ? '' : `.runIn{font-family:${family(parameters.runInFace === 'kai' ? 'kai' : 'hei')}}`}
sup{line-height:0;font-size:60%}
em{font-style:normal;font-family:${family('kai')}}
ol,ul{list-style:none}
.dot{display:inline-block;vertical-align:middle;text-indent:0;width:${mm(dot)};height:${mm(dot)};margin:0 ${mm((units.advance_mm - dot) / 2)};border-radius:50%;background:#000}
table{border-collapse:collapse;width:${mm(tableWidth_mm(parameters))};margin:${inset} auto;font-size:${parameters.tableSize_pt}pt;line-height:${tablePitch.toFixed(4)};letter-spacing:0}
.fixed{table-layout:fixed}
thead{break-inside:avoid}
tr{break-inside:avoid}
/* Two rows at the least on either side of a break. */
tbody>tr:first-child,tbody>tr:nth-last-child(2){break-after:avoid}
td,th{border:${parameters.tableRule_mm}mm solid #000;padding:${cellPadding.toFixed(4)}em;font-weight:400;text-align:center;vertical-align:middle}
td.left{text-align:left}
th{font-family:${family('hei')}}
figure{break-inside:avoid;text-align:center;margin:${inset} 0}
img{display:block;margin:0 auto;max-width:100%;max-height:${units.lines(parameters.figureMaximum_lines)}}
figcaption{font-family:${family('kai')};font-size:${parameters.captionSize_pt}pt;letter-spacing:0;text-wrap:balance}`;
}
