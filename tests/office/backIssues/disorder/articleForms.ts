import type { Chance } from './chance.ts';
import { wide } from './mastheadForms.ts';
import type { Plan } from './plan.ts';
import type { PrintedLine } from './printedLine.ts';
import type { TrueArticle, TrueBlock, TrueIssue } from './trueIssue.ts';

/** Titles as the text prints them, and how the contents do. */
export interface TitleForm {
  readonly lines: readonly string[];
  readonly listed: string;
}

export function titleForm({ title }: TrueArticle, plan: Plan, chance: Chance): TitleForm {
  const blank = (sign: string) => {
    const at = chance.between(3, title.length - 3);
    return `${title.slice(0, at)}${sign}${title.slice(at)}`;
  };
  switch (plan.title) {
    case 'blanks': {
      const spaced = blank(' ');
      return { lines: [spaced], listed: chance.one([title, spaced]) };
    }
    case 'wideBlanks':
      return { lines: [blank('　')], listed: title };
    case 'wideDigits':
      return { lines: [wide(title)], listed: chance.one([title, wide(title)]) };
    case 'twoLines':
      return { lines: brokenTitle(title, 2, chance), listed: title };
    case 'threeLines':
      return { lines: brokenTitle(title, 3, chance), listed: title };
    default:
      return { lines: [title], listed: title };
  }
}

/** Broken where the phrases part, and else so that no line has fewer than four signs. */
function brokenTitle(title: string, count: number, chance: Chance): readonly string[] {
  const [first = '', second = '', ...rest] = title.split(' ');
  if (rest.length > 0) return count === 2 ? [`${first} ${second}`, rest.join(' ')] : [first, second, rest.join(' ')];
  const size = Math.floor(title.length / count);
  const cuts = Array.from({ length: count - 1 }, (_, index) => (index + 1) * size + chance.between(-1, 1));
  return [0, ...cuts].map((from, index) => title.slice(from, cuts[index] ?? title.length));
}

/** What stands before the first article: nothing where the form has no contents. */
export function contentsForm(
  articles: readonly TrueArticle[],
  titles: readonly TitleForm[],
  plan: Plan,
  chance: Chance,
): readonly PrintedLine[] {
  const head = (): PrintedLine => ({
    text: chance.one(['目录', '目　　录', '本期要目', '【本期目录】', '目 录：']),
    align: 'center',
    above: 2,
  });
  const listed = titles.map(({ listed: title }) => title);
  const unit = (index: number) => articles[index]?.unit ?? '';
  const page = (index: number) => String(1 + index * 2);
  const items = (form: (title: string, index: number) => string) =>
    listed.map((title, index): PrintedLine => ({ text: form(title, index), above: index === 0 ? 1 : 0 }));
  const counted = '一二三四五六七八九';
  switch (plan.contents) {
    case 'none':
      return [];
    case 'plain':
      return [head(), ...items((title) => title)];
    case 'numbered':
      return [head(), ...items((title, index) => `${index + 1}. ${title}`)];
    case 'leaders':
      return [head(), ...items((title, index) => `● ${title}………………${page(index)}`)];
    case 'counted':
      return [head(), ...items((title, index) => `${counted[index]}、${title}`)];
    case 'pages':
      return [head(), ...items((title, index) => `${title}（${page(index)}）`)];
    case 'broken':
      return [
        head(),
        ...items((title) => `◆ ${title}`).flatMap((line) => {
          const at = 2 + Math.floor((line.text.length - 2) * 0.7);
          return [
            { ...line, text: line.text.slice(0, at) },
            { text: line.text.slice(at), isIndented: true },
          ];
        }),
      ];
    case 'units':
      return [head(), ...items((title, index) => `${title}　　${unit(index)}……（${page(index)}）`)];
    case 'unitsBracketed':
      return [head(), ...items((title, index) => `· ${title}（${unit(index)}）`)];
    default:
      return items((title) => `- ${title}`);
  }
}

/** One article: title, unit and body in this order or another. */
export function articleForm(
  issue: TrueIssue,
  { unit, body }: TrueArticle,
  { lines }: TitleForm,
  plan: Plan,
  chance: Chance,
): readonly PrintedLine[] {
  const isFlush = plan.blankLines === 'flush';
  const gap = plan.blankLines === 'none' || (!isFlush && chance.holds(0.5)) ? 0 : 1;
  const signed = lines.map((text, index) => signedTitle(text, index === 0, index === lines.length - 1, plan));
  const title = signed.map(
    (text, index): PrintedLine => ({ text, align: 'center', isLarge: true, above: index === 0 ? 2 : 0 }),
  );
  const paragraphs = body.map(({ text }): PrintedLine => ({ text, isIndented: !isFlush, above: gap }));
  const inline = plan.unit === 'inline' ? paragraphs.pop() : undefined;
  const { above, below } = unitForm(issue, unit, plan, chance);
  const last = inline ? [{ ...inline, text: `${inline.text}（${unit}）` }] : below;
  return [...title, ...above, ...paragraphs, ...last];
}

function signedTitle(text: string, isFirst: boolean, isLast: boolean, { headings }: Plan): string {
  if (headings === '【】') return `${isFirst ? '【' : ''}${text}${isLast ? '】' : ''}`;
  if (headings === '●' || headings === '★' || headings === '◆') return isFirst ? `${headings} ${text}` : text;
  return text;
}

/** The body with its sub-headings in the plan's form. */
export function headingForm(body: readonly TrueBlock[], { headings }: Plan, chance: Chance): readonly TrueBlock[] {
  switch (headings) {
    case 'levels':
      return body.flatMap((block): readonly TrueBlock[] => {
        if (block.level !== 1) return [block];
        const deeper: TrueBlock = { level: 2, text: `（一）${chance.one(subheadings)}` };
        const deepest: TrueBlock = { level: 3, text: `1.${chance.one(subheadings)}` };
        return [block, deeper, ...(chance.holds(0.5) ? [deepest] : [])];
      });
    case 'noLead':
      return body.some(({ level }) => level === 1) ? body.slice(1) : body;
    case 'runIn':
      return body.flatMap((block, index): readonly TrueBlock[] => {
        const next = body[index + 1];
        if (block.level === 1 && next) return [{ level: 0, text: `${block.text}。${next.text}` }];
        return body[index - 1]?.level === 1 ? [] : [block];
      });
    case 'wideDigits':
      return body.map((block) =>
        block.level === 1 ? { level: 3, text: `${wide(String(placeOf(block)))}．${block.text.slice(2)}` } : block,
      );
    default:
      return body;
  }
}

const subheadings = ['抓好日常走访', '逐项建立台账', '分级分类办理', '做到件件有回音'];

function placeOf({ text }: TrueBlock): number {
  return '一二三四五六七八九'.indexOf(text.slice(0, 1)) + 1;
}

function unitForm(
  { number: { year } }: TrueIssue,
  unit: string,
  plan: Plan,
  chance: Chance,
): { readonly above: readonly PrintedLine[]; readonly below: readonly PrintedLine[] } {
  const below = (text: string, align?: 'right'): PrintedLine => ({ text, ...(align ? { align } : {}), above: 1 });
  const side = chance.one(['right' as const, undefined]);
  const under = (text: string) => ({ above: [{ text, align: 'center' as const, above: 0 }], below: [] });
  switch (plan.unit) {
    case 'half':
      return { above: [], below: [below(`(${unit})`, side)] };
    case 'square':
      return { above: [], below: [below(chance.one([`【${unit}】`, `[${unit}]`, `〔${unit}〕`]), side)] };
    case 'label':
      return { above: [], below: [below(`${chance.one(['供稿', '来源', '供稿单位', '报送单位'])}：${unit}`, side)] };
    case 'right':
      return { above: [], below: [below(unit, 'right')] };
    case 'underTitle':
      return under(`（${unit}）`);
    case 'plainUnderTitle':
      return under(unit);
    case 'withDate':
      return { above: [], below: [below(`（${unit}）`, side), { ...below(`${year}年3月2日`, side), above: 0 }] };
    case 'withContact':
      return {
        above: [],
        below: [below(`（${unit}）`, side), { ...below('（联系人：苏禾，联系电话：00000000）', side), above: 0 }],
      };
    case 'supplied':
      return { above: [], below: [below(`（${unit}供稿）`, side)] };
    case 'spaced':
      return { above: [], below: [below(`（ ${unit} ）`, side)] };
    case 'inline':
      return { above: [], below: [] };
    default:
      return { above: [], below: [below(`（${unit}）`, side)] };
  }
}
