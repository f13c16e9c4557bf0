import { articleForm, contentsForm, headingForm, titleForm } from './articleForms.ts';
import type { Chance } from './chance.ts';
import { footForms } from './footForms.ts';
import { dateLine, mastheadForms, numberForm } from './mastheadForms.ts';
import type { Format, Plan } from './plan.ts';
import type { PrintedLine } from './printedLine.ts';
import type { TrueIssue } from './trueIssue.ts';

/** What a reader that reads rightly finds in the file: what the file does not say at all is null, and asked about. */
export interface ReadableIssue {
  readonly issue: TrueIssue;
  readonly number: { readonly year: number; readonly serial: number; readonly running?: number } | null;
  readonly date: string | null;
}

/** An issue as the lines of a file, by a plan, with what can be read of them. */
export function layOutIssue(
  whole: TrueIssue,
  plan: Plan,
  format: Format,
  chance: Chance,
): { readonly lines: readonly PrintedLine[]; readonly readable: ReadableIssue } {
  const issue = {
    ...whole,
    articles: whole.articles.map((article) => ({ ...article, body: headingForm(article.body, plan, chance) })),
  };
  const titles = issue.articles.map((article) => titleForm(article, plan, chance));
  const lines = [
    ...mastheadForms(issue, plan, chance),
    ...contentsForm(issue.articles, titles, plan, chance),
    ...issue.articles.flatMap((article, index) => {
      const title = titles[index] ?? { lines: [], listed: '' };
      return articleForm(issue, article, title, plan, chance);
    }),
    ...footForms(issue, plan, chance),
  ];
  const isImprinted = plan.date === 'imprint' || plan.foot === 'copies';
  const hasDate = isImprinted || !(plan.date === 'missing' || plan.date === 'monthOnly');
  const { hasYear, hasRunning } = numberForm(issue, plan);
  const { year, serial, running } = issue.number;
  const hasYearAtAll = hasYear || hasDate || dateLine(issue, plan) !== '';
  return {
    lines: withPageSigns(withBreaks(withBlanks(lines, plan), plan), issue, plan, format, chance),
    readable: {
      issue,
      number: hasYearAtAll ? { year, serial, ...(hasRunning ? { running } : {}) } : null,
      date: hasDate ? issue.date : null,
    },
  };
}

function withBlanks(lines: readonly PrintedLine[], { blankLines }: Plan): readonly PrintedLine[] {
  if (blankLines === 'none') return lines.map((line) => ({ ...line, above: 0 }));
  if (blankLines === 'doubled') return lines.map((line) => ({ ...line, above: Math.max(1, line.above ?? 0) * 2 }));
  return lines;
}

/** A line of running text holds so many signs. */
const lineSigns = 28;
const pageSigns = 500;

/** Every page ends with its number, often in the middle of a paragraph; a PDF gets them from its pages. */
function withPageSigns(
  lines: readonly PrintedLine[],
  { publication, number }: TrueIssue,
  { pageSigns: form, blankLines }: Plan,
  format: Format,
  chance: Chance,
): readonly PrintedLine[] {
  if (form === undefined || format === 'pdf') return lines;
  let page = 1;
  let passed = 0;
  const above = blankLines === 'none' ? 0 : 1;
  const signs = (): readonly PrintedLine[] => {
    const texts = {
      dashes: [chance.one([`- ${page} -`, `— ${page} —`])],
      page: [`第${page}页 共9页`],
      dots: [`·${page}·`],
      bare: [String(page)],
      headed: [`— ${page} —`, `${publication}　${number.year}年第${number.serial}期`],
    }[form];
    page += 1;
    return texts.map((text) => ({ text, align: 'center', above }));
  };
  return lines.flatMap((line) => {
    passed += line.text.length;
    if (passed < pageSigns) return [line];
    if (line.isBroken) {
      passed = 0;
      return [...signs(), { ...line, above }];
    }
    if (line.isIndented === undefined || line.text.length < lineSigns * 3) return [line];
    passed = 0;
    // A page ends at the end of a line.
    const at = lineSigns * chance.between(1, Math.floor(line.text.length / lineSigns) - 1);
    const cutsSentence = !/[。；：！？”）]$/.test(line.text.slice(0, at));
    if (!cutsSentence || chance.holds(0.3)) return [line, ...signs()];
    const [before, after] = [line.text.slice(0, at), line.text.slice(at)];
    return [{ ...line, text: before }, ...signs(), { text: after, isIndented: false, above }];
  });
}

/** Every line of the text ends at the same column: two for a Han sign, one for a Latin one. */
function withBreaks(lines: readonly PrintedLine[], { hardBreaks, blankLines }: Plan): readonly PrintedLine[] {
  if (hardBreaks === undefined) return lines;
  const columns = Number(hardBreaks) * 2;
  return lines.flatMap((line) => {
    if (line.isIndented === undefined) return [line];
    const [first = '', ...rest] = piecesOf(line.text, columns, line.isIndented ? 4 : 0);
    // Without an indent only the blank line tells where the next paragraph begins.
    const start = blankLines === 'flush' ? { ...line, above: Math.max(1, line.above ?? 0) } : line;
    return [{ ...start, text: first }, ...rest.map((text): PrintedLine => ({ text, isBroken: true }))];
  });
}

/** A text in pieces of so many columns, the first one shorter; a sign that may not begin a line hangs over. */
function piecesOf(text: string, columns: number, indent: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = indent;
  for (const sign of text) {
    const width = sign.charCodeAt(0) < 0x80 ? 1 : 2;
    if (used + width > columns && !/[，。、；：！？”）》%]/.test(sign)) {
      pieces.push(piece);
      [piece, used] = ['', 0];
    }
    piece += sign;
    used += width;
  }
  return [...pieces, piece];
}
