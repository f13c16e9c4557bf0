import { gridUnits } from './gridUnits.ts';
import { type LayoutParameters, layoutGrid } from './layoutParameters.ts';

/** Squares this much smaller than the type still leave white between most characters; below it they run into each other. */
const leastAdvance_characters = 0.9;
/** What a number of the page takes below the middle of its dashes. */
const belowDash_characters = 0.5;

/** Why no page can be made with these numbers, a Chinese sentence each; empty where one can. */
export function layoutFaults(parameters: LayoutParameters): readonly string[] {
  const { typeAreaWidth_mm, typeAreaHeight_mm, advance_mm, linePitch_mm } = layoutGrid(parameters);
  if (typeAreaWidth_mm <= 0 || typeAreaHeight_mm <= 0) {
    return ['页边距占满了整张纸，没有留下版心，请改小边距。'];
  }
  const { points } = gridUnits(parameters);
  const body_mm = points(parameters.bodySize_pt);
  const faults: string[] = [];
  if (advance_mm < leastAdvance_characters * body_mm) {
    const most = Math.floor(typeAreaWidth_mm / (leastAdvance_characters * body_mm));
    faults.push(`每行${parameters.charactersPerLine}字太多，字会叠在一起：这样的边距和字号每行最多${most}字。`);
  }
  if (linePitch_mm < body_mm) {
    const most = Math.floor(typeAreaHeight_mm / body_mm);
    faults.push(`每页${parameters.linesPerPage}行太多，行会叠在一起：这样的边距和字号每页最多${most}行。`);
  }
  const number_mm = parameters.pageNumberBelowTypeArea_mm + belowDash_characters * points(parameters.pageNumberSize_pt);
  if (number_mm > parameters.marginBottom_mm) {
    faults.push('页码落到了纸外，请改大下边距，或让页码离版心近一些。');
  }
  for (const [name, pitch_mm, size_pt] of [
    ['版记', parameters.footLinePitch_mm, parameters.footSize_pt],
    ['表格', parameters.tableLinePitch_mm, parameters.tableSize_pt],
  ] as const) {
    if (pitch_mm < points(size_pt)) faults.push(`${name}的行距比字还小，行会叠在一起，请改大行距或改小字号。`);
  }
  return faults;
}
