import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block, TableBlock } from '#shared/issue/block.ts';
import { type AdoptionFacts, requestState } from './adoptionFacts.ts';
import { adoptionByUnit, rateText } from './adoptionSummary.ts';
import { periodName } from './period.ts';
import { pointsText, type UnitScore } from './score.ts';
import type { ScoringVersion } from './scoringRules.ts';

export interface AdoptionBulletin {
  readonly facts: AdoptionFacts;
  readonly scores: readonly UnitScore[];
  /** In force at the end of the period; without one there are no points in it. */
  readonly rules: ScoringVersion | undefined;
  readonly office: string;
}

const ordinals = ['一', '二', '三', '四', '五', '六'];

/** 采用情况通报 of a period, as an article to be edited: what was sent and adopted, 批示 that may be told, 约稿. */
export function draftAdoptionBulletin({ facts, scores, rules, office }: AdoptionBulletin): ArticleContent {
  const name = periodName(facts.period);
  const received = facts.submissions.length;
  const adopted = facts.adoptions.length;
  const sections: readonly (readonly [heading: string, blocks: readonly Block[]])[] = [
    ['采用情况', adoptionBlocks(facts, scores, rules)],
    ['批示情况', instructionBlocks(facts)],
    ['约稿完成情况', requestBlocks(facts)],
  ];
  const rate = received > 0 ? `，采用率${rateText({ received, adopted })}` : '';
  return {
    title: [`关于${name}信息采用情况的通报`],
    source: office.trim() === '' ? null : { unit: office, line: `（${office}）` },
    body: [
      paragraph(`${name}，各单位共报送信息${received}篇，采用${adopted}篇次${rate}。现将有关情况通报如下。`),
      ...sections
        .filter(([, blocks]) => blocks.length > 0)
        .flatMap(([heading, blocks], index): Block[] => [
          { role: 'heading1', inlines: [{ text: `${ordinals[index] ?? ''}、${heading}` }] },
          ...blocks,
        ]),
    ],
  };
}

function paragraph(text: string): Block {
  return { role: 'paragraph', inlines: [{ text }] };
}

/** How many units are praised by name. */
const namedAtMost = 5;

function adoptionBlocks(
  facts: AdoptionFacts,
  scores: readonly UnitScore[],
  rules: ScoringVersion | undefined,
): readonly Block[] {
  const rows = adoptionByUnit(facts).filter(({ received, adopted }) => received > 0 || adopted > 0);
  const best = rows.filter(({ adopted }) => adopted > 0).slice(0, namedAtMost);
  const share = ({ adopted }: { readonly adopted: number }) =>
    `${Math.round((adopted * 1000) / facts.adoptions.length) / 10}%`;
  const none = facts.units.filter(
    ({ id, isRegistered }) => isRegistered && !facts.adoptions.some(({ unitIds }) => unitIds.includes(id)),
  );
  const scored = scores.filter(
    ({ unitId, points_hundredths }) => points_hundredths !== 0 || rows.some(({ key }) => key === unitId),
  );
  const blocks: Block[] = [];
  if (best.length === 0) blocks.push(paragraph('没有采用各单位报送的信息。'));
  else {
    const said = best.map((row) => `${row.label}${row.adopted}篇（占${share(row)}）`).join('、');
    blocks.push(paragraph(`采用较多的单位有：${said}。`));
  }
  if (rules && scored.length > 0) {
    blocks.push(paragraph(`按照《${rules.name}》计分，各单位得分和名次如下。`), scoreTable(scored));
  } else if (rows.length > 0) blocks.push(countTable(rows));
  if (none.length > 0 && best.length > 0) {
    blocks.push(paragraph(`没有信息采用的单位有：${none.map(({ name }) => name).join('、')}。`));
  }
  return blocks;
}

function scoreTable(scores: readonly UnitScore[]): TableBlock {
  return table(
    [0.12, 0.4, 0.12, 0.12, 0.12, 0.12],
    ['名次', '单位', '报送', '采用', '采用率', '得分'],
    scores.map((score) => [
      String(score.rank),
      score.name,
      String(score.received),
      String(score.adopted),
      rateText(score),
      pointsText(score.points_hundredths),
    ]),
  );
}

function countTable(rows: ReturnType<typeof adoptionByUnit>): TableBlock {
  return table(
    [0.46, 0.18, 0.18, 0.18],
    ['单位', '报送', '采用', '采用率'],
    rows.map((row) => [row.label, String(row.received), String(row.adopted), rateText(row)]),
  );
}

function table(
  columnWidths: readonly number[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): TableBlock {
  return {
    role: 'table',
    headerRows: 1,
    columnWidths: [...columnWidths],
    rows: [head, ...rows].map((row) => row.map((text) => ({ inlines: [{ text }] }))),
  };
}

function instructionBlocks({ instructions, units }: AdoptionFacts): readonly Block[] {
  const told = instructions.filter(({ isTold }) => isTold);
  if (told.length === 0) return [];
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const said = told.map(({ title, unitIds, level, day }) => {
    const from = unitIds.map((id) => names.get(id) ?? '').join('、');
    return `${from}报送的《${title}》，${dayName(day)}获${level}领导批示`;
  });
  return [paragraph(`有${told.length}件信息获领导批示：${said.join('；')}。`)];
}

function requestBlocks(facts: AdoptionFacts): readonly Block[] {
  const { requests, units } = facts;
  if (requests.length === 0) return [];
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const of = (state: ReturnType<typeof requestState>) =>
    requests.filter((request) => requestState(request, facts) === state);
  const counts = [
    ['按时完成', of('met').length],
    ['迟报', of('late').length],
    ['没有完成', of('unmet').length],
    ['尚未到期', of('open').length],
  ] as const;
  const told = counts.filter(([, count]) => count > 0).map(([word, count]) => `${word}${count}次`);
  const unmet = of('unmet').map(
    ({ unitId, topic, dueOn }) => `${names.get(unitId) ?? ''}“${topic}”（${dayName(dueOn)}到期）`,
  );
  return [
    paragraph(`共约稿${requests.length}次，其中${told.join('，')}。`),
    ...(unmet.length > 0 ? [paragraph(`没有完成约稿的是：${unmet.join('；')}。请抓紧补报。`)] : []),
  ];
}

/** 5月6日. */
function dayName(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}
