import { type AdoptionFacts, requestState } from './adoptionFacts.ts';
import { adoptionByColumn, adoptionByMonth, rateText } from './adoptionSummary.ts';
import { pointsText, type UnitScore } from './score.ts';

export type Cell = string | number;

/** A table as it leaves the program; numbers stay numbers. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const stateNames = { met: '按时完成', late: '迟报', unmet: '未完成', open: '未到期' } as const;

/** All figures of a period: by unit, each point with its reason, each adoption, by column and month, 约稿. */
export function statisticsSheets(facts: AdoptionFacts, scores: readonly UnitScore[]): Sheet[] {
  const names = new Map(facts.units.map(({ id, name }) => [id, name]));
  const nameOf = (unitId: string) => names.get(unitId) ?? unitId;
  return [
    {
      name: '单位得分',
      columns: ['名次', '单位', '得分', '报送', '采用', '采用率', '批示', '约稿未完成', '约稿迟报'],
      rows: scores.map((score) => [
        score.rank,
        score.name,
        score.points_hundredths / 100,
        score.received,
        score.adopted,
        rateText(score),
        score.instructions,
        score.unmetRequests,
        score.lateRequests,
      ]),
    },
    {
      name: '得分明细',
      columns: ['单位', '月份', '稿件或事由', '规则', '计分办法', '得分', '怎样算的'],
      rows: scores.flatMap(({ name, lines }) =>
        lines.map((line) => [
          name,
          line.month,
          line.title,
          line.ruleName,
          `第${line.version}版`,
          line.points_hundredths / 100,
          line.says,
        ]),
      ),
    },
    {
      name: '采用',
      columns: ['日期', '标题', '单位', '层级', '刊物', '期号', '栏目', '第几篇', '字数'],
      rows: facts.adoptions.map((adoption) => [
        adoption.day,
        adoption.title,
        adoption.unitIds.map(nameOf).join('、'),
        adoption.level,
        adoption.publication,
        adoption.numberText,
        adoption.column,
        adoption.place === 0 ? '' : adoption.place,
        adoption.characters === 0 ? '' : adoption.characters,
      ]),
    },
    {
      name: '栏目',
      columns: ['栏目', '采用'],
      rows: adoptionByColumn(facts).map(({ label, adopted }) => [label, adopted]),
    },
    {
      name: '月份',
      columns: ['月份', '报送', '采用'],
      rows: adoptionByMonth(facts).map(({ key, received, adopted }) => [key, received, adopted]),
    },
    {
      name: '约稿',
      columns: ['单位', '题目', '到期', '报送', '完成情况'],
      rows: facts.requests.map((request) => [
        nameOf(request.unitId),
        request.topic,
        request.dueOn,
        request.metOn ?? '',
        stateNames[requestState(request, facts)],
      ]),
    },
  ];
}

/** 12.5 and the like, for a table that is read. */
export function cellText(cell: Cell): string {
  return typeof cell === 'number' ? pointsText(Math.round(cell * 100)) : cell;
}
