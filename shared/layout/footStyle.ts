import { gridUnits, mm, pageAllowance_mm } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';

/** Foot of the last page. */
export function footStyle(parameters: LayoutParameters): string {
  const units = gridUnits(parameters);
  const character = units.points(parameters.footSize_pt);
  const edge = parameters.footIndent_characters * character;
  const label = 2 * character;
  return `.foot{position:absolute;bottom:${pageAllowance_mm}mm;left:0;right:0;font-size:${parameters.footSize_pt}pt;line-height:${parameters.footLinePitch_mm}mm;letter-spacing:0}
.room{display:block;position:static;visibility:hidden;break-inside:avoid;break-before:avoid;padding-top:${units.lines(parameters.footBlankLinesAbove)}}
.footPage{position:relative;break-before:page;height:${mm(units.typeAreaHeight_mm + pageAllowance_mm)}}
.foot.tall{position:relative;bottom:auto;padding-top:${units.lines(parameters.footBlankLinesAbove)}}
.footPage.tall{height:auto}
.foot>span{display:block;position:relative;padding:0 ${mm(edge)}}
/* Lines after the first begin under the first unit, not under the label. */
.foot>.recipients{padding-left:${mm(edge + label)};text-indent:${mm(-label)};text-align:justify}
.foot>.names{display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:${mm(character)}}
.copies{margin-left:auto}
.first,.between{top:0}
.last{bottom:0}
.between{height:${parameters.footInnerRule_mm}mm}
.first,.last{height:${parameters.footOuterRule_mm}mm}`;
}
