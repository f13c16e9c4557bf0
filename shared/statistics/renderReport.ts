import { characterSlot } from '#shared/layout/characterSlot.ts';
import { escapeHtml } from '#shared/layout/escapeHtml.ts';
import type { FontFace, FontSlot } from '#shared/layout/fontSlot.ts';
import { family } from '#shared/layout/gridUnits.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fontFace } from '#shared/layout/pageStyle.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import type { AdoptionFacts } from './adoptionFacts.ts';
import { chartSvg } from './chartSvg.ts';
import { columnChart, monthChart, scoreChart, unitChart } from './charts.ts';
import { periodName } from './period.ts';
import type { UnitScore } from './score.ts';
import type { ScoringVersion } from './scoringRules.ts';
import { cellText, type Sheet, statisticsSheets } from './statisticsSheets.ts';

export interface StatisticsReport {
  readonly facts: AdoptionFacts;
  readonly scores: readonly UnitScore[];
  readonly office: string;
  /** When it was made, as it prints. */
  readonly made: string;
  readonly rules: ScoringVersion | undefined;
}

/** The width of the type area of an A4 sheet, at 96 pixels an inch. */
const width_px = 610;

interface Part {
  readonly heading: string;
  readonly svg?: string;
  readonly note?: string;
  readonly sheet?: Sheet;
}

function partsOf({ facts, scores }: StatisticsReport): readonly Part[] {
  const look = {
    bar: '#000000',
    pale: '#ffffff',
    ink: '#000000',
    line: '#000000',
    fontFamily: family('hei').replaceAll('"', "'"),
    fontSize: 12,
  };
  const [units, lines, adoptions, columns, months, requests] = statisticsSheets(facts, scores);
  const charts = [scoreChart(scores), unitChart(facts), columnChart(facts), monthChart(facts)] as const;
  const [score, unit, column, month] = charts.map((chart) =>
    chart.labels.length > 0 ? chartSvg(chart, width_px, look) : undefined,
  );
  const part = (heading: string, sheet: Sheet | undefined, svg?: string, note?: string): Part => ({
    heading,
    ...(svg === undefined ? {} : { svg }),
    ...(note === undefined ? {} : { note }),
    ...(sheet && sheet.rows.length > 0 ? { sheet } : {}),
  });
  return [
    part('单位得分', units, score),
    part('单位采用篇数', undefined, unit),
    part('栏目', columns, column),
    part('月份', months, month, '空心为报送，实心为采用'),
    part('约稿', requests),
    part('采用', adoptions),
    part('得分明细', lines),
  ].filter(({ svg, sheet }) => svg !== undefined || sheet !== undefined);
}

function headOf({ facts, office, made, rules }: StatisticsReport) {
  return {
    title: `${periodName(facts.period)}采用统计`,
    line: `${office}　${made}制表`,
    rules: rules
      ? `计分办法：${rules.name}（第${rules.number}版，${rules.effectiveFrom}起施行）`
      : '没有施行中的计分办法',
  };
}

/** Every text of the report with the slot whose font draws it. */
export function reportTexts(report: StatisticsReport, parameters: LayoutParameters): readonly SlotText[] {
  const { title, line, rules } = headOf(report);
  const parts = partsOf(report);
  const texts: { slot: FontSlot; text: string }[] = [
    { slot: 'title', text: title },
    { slot: 'song', text: `${line}${rules}— 0123456789` },
    {
      slot: 'hei',
      text: `0123456789.,−-…${parts.map(({ heading, svg = '', note = '' }) => heading + note + svgText(svg)).join('')}`,
    },
    { slot: 'hei', text: parts.map(({ sheet }) => sheet?.columns.join('') ?? '').join('') },
    {
      slot: 'song',
      text: parts.map(({ sheet }) => sheet?.rows.map((row) => row.map(cellText).join('')).join('') ?? '').join(''),
    },
  ];
  return texts.flatMap(({ slot, text }) => {
    const bySlot = Map.groupBy(text, (character) => characterSlot(slot, character, parameters));
    return [...bySlot].map(([drawn, characters]) => ({ slot: drawn, text: characters.join(''), place: title }));
  });
}

function svgText(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text).join('');
}

/** The figures of a period as one self-contained page of A4 and more, in black on white. */
export function renderReport(
  report: StatisticsReport,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
): string {
  const { title, line, rules } = headOf(report);
  const parts = partsOf(report).map(
    ({ heading, svg, note, sheet }) =>
      `<section><h2>${escapeHtml(heading)}</h2>${note ? `<p class="note">${escapeHtml(note)}</p>` : ''}${
        svg ? `<figure>${svg}</figure>` : ''
      }${sheet ? renderTable(sheet) : ''}</section>`,
  );
  const number = `font:10.5pt/1 ${family('song')};content:"— " counter(page) " —";padding-top:4mm;vertical-align:top`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>${faces.map((face) => fontFace(face, parameters)).join('\n')}
@page{size:210mm 297mm;margin:20mm 22mm 20mm 26mm;@bottom-center{${number}}}
*{margin:0;padding:0;box-sizing:border-box;font-weight:normal;font-style:normal}
html{line-break:strict;font-kerning:none;font-synthesis:none}
body{font:10.5pt/5.4mm ${family('song')};color:#000;overflow-wrap:anywhere}
.load{position:absolute;visibility:hidden}
h1{font:20pt/11mm ${family('title')};text-align:center}
.head{text-align:center}
h2{font:13pt/9mm ${family('hei')};margin-top:4mm;break-after:avoid}
figure{break-inside:avoid;margin:1mm 0 2mm}
figure svg{display:block;max-width:100%}
.note{font:10.5pt/5.4mm ${family('hei')};break-after:avoid}
/* Chromium cuts off what is drawn at the very edge of the page area. */
table{width:calc(100% - 0.5mm);border-collapse:collapse}
th{font:10.5pt/5.4mm ${family('hei')};text-align:left}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border:0.25mm solid #000;padding:0.6mm 1.2mm;vertical-align:top}
td.number{text-align:right;white-space:nowrap}</style></head><body>
<i class="load" aria-hidden="true" style="font-family:${family('song').replaceAll('"', "'")}">—</i>
<h1>${escapeHtml(title)}</h1><p class="head">${escapeHtml(line)}</p><p class="head">${escapeHtml(rules)}</p>
${parts.join('\n')}</body></html>`;
}

function renderTable({ columns, rows }: Sheet): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows
    .map(
      (row) =>
        `<tr>${row
          .map((cell) => `<td${typeof cell === 'number' ? ' class="number"' : ''}>${escapeHtml(cellText(cell))}</td>`)
          .join('')}</tr>`,
    )
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
