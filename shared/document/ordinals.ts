import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import { type Inline, inlineText } from '#shared/issue/inline.ts';
import { hanNumeral } from './hanNumerals.ts';
import { type Ordinal, ordinalWords, readOrdinals } from './readOrdinals.ts';

/** An ordinal that is not the one its place asks for. */
export interface OrdinalFault {
  /** Which block of the body, counted from 0. */
  readonly block: number;
  /** Where the number stands in the block's text, without the signs around it, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly wanted: string;
  /** With the signs around it, as one would name it: 三、 or 二是. */
  readonly writtenMark: string;
  readonly wantedMark: string;
  /** `follows` goes rightly on from one that is faulty. */
  readonly kind: 'start' | 'repeated' | 'skipped' | 'backwards' | 'follows';
  readonly where: OrdinalPlace;
}

/** Which one of its series it is, counted from 1. */
export type OrdinalPlace =
  /** `under` is the text of the heading that the series stands under. */
  | { readonly of: 'heading'; readonly level: number; readonly position: number; readonly under: string | undefined }
  /** `text` is that of the whole paragraph. */
  | { readonly of: 'runIn'; readonly position: number; readonly text: string };

interface Series {
  readonly count: number;
  /** The value of the last one as it is written. */
  readonly last: number;
}
type AllSeries = ReadonlyMap<Ordinal['family'], Series>;

const noSeries: Series = { count: 0, last: 0 };
/** Ordinals of headings and sentences are counted that far. */
const most = 99;

/**
 * The ordinals that are repeated, left out or begin wrongly: of headings, each level anew under its parent, and of the
 * run-in sentences of a paragraph. A paragraph that begins with 二是 carries on the series of the one before.
 */
export function ordinalFaults(body: readonly Block[]): readonly OrdinalFault[] {
  const faults: OrdinalFault[] = [];
  const headings: { text: string | undefined; below: Series }[] = [{ text: undefined, below: noSeries }];
  let before: AllSeries = new Map();
  for (const [index, block] of body.entries()) {
    const ordinals = readOrdinals(block);
    if (!block.role.startsWith('heading') || !('inlines' in block)) {
      before = lookAtSentences(index, block, ordinals, before, faults);
      continue;
    }
    before = new Map();
    const level = Number(block.role.at(-1));
    // A level that is left out counts with the one above it.
    headings.length = Math.min(headings.length, level);
    while (headings.length < level) headings.push({ text: headings.at(-1)?.text, below: noSeries });
    const parent = headings[level - 1];
    const [ordinal] = ordinals;
    if (parent && ordinal) {
      const where = { of: 'heading', level, position: parent.below.count + 1, under: parent.text } as const;
      faults.push(...faultOf(index, ordinal, parent.below, where, false));
      parent.below = advanced(parent.below, ordinal);
    }
    headings.push({ text: inlineText(block.inlines), below: noSeries });
  }
  return faults;
}

/** The article with every faulty ordinal written as its place asks for; nothing but numbers is rewritten. */
export function renumber(content: ArticleContent): ArticleContent {
  const faults = ordinalFaults(content.body);
  if (faults.length === 0) return content;
  const ofBlock = Map.groupBy(faults, ({ block }) => block);
  const body = content.body.map((block, index) => {
    const here = ofBlock.get(index);
    if (!here || !('inlines' in block)) return block;
    // From behind, so that the places before stay where they are.
    return { ...block, inlines: here.toReversed().reduce(rewritten, block.inlines) };
  });
  return { ...content, body };
}

function lookAtSentences(
  index: number,
  block: Block,
  ordinals: readonly Ordinal[],
  before: AllSeries,
  faults: OrdinalFault[],
): AllSeries {
  const all = new Map<Ordinal['family'], Series>();
  if (ordinals.length === 0 || !('inlines' in block)) return all;
  const text = inlineText(block.inlines);
  for (const [family, ones] of Map.groupBy(ordinals, (ordinal) => ordinal.family)) {
    const [first] = ones;
    const carriesOn = first?.isFirst && first.value !== 1;
    let series = (carriesOn && before.get(family)) || noSeries;
    // 其次 or 最后 that stands alone is a word like any other.
    const isCounted = family !== 'words' || series.count + ones.length > 1;
    for (const [at, ordinal] of ones.entries()) {
      if (ordinal.value === 1 && series.count > 1) series = noSeries;
      const where = { of: 'runIn', position: series.count + 1, text } as const;
      if (isCounted) faults.push(...faultOf(index, ordinal, series, where, at === ones.length - 1));
      series = advanced(series, ordinal);
    }
    all.set(family, series);
  }
  return all;
}

function advanced({ count }: Series, { value }: Ordinal): Series {
  return { count: count + 1, last: value };
}

function faultOf(
  block: number,
  ordinal: Ordinal,
  series: Series,
  where: OrdinalPlace,
  isLast: boolean,
): readonly OrdinalFault[] {
  const { start, number, mark, value } = ordinal;
  const wanted = wantedNumber(ordinal, where.position, isLast);
  if (wanted === undefined || wanted === number) return [];
  const fault = { block, start, end: start + number.length, wanted, where };
  return [{ ...fault, writtenMark: mark, wantedMark: mark.replace(number, wanted), kind: kindOf(value, series) }];
}

function wantedNumber({ family, number }: Ordinal, position: number, isLast: boolean): string | undefined {
  if (position > most) return undefined;
  if (family !== 'words') return /^\d/.test(number) ? String(position) : hanNumeral(position);
  const [, , third, last] = ordinalWords;
  return isLast && number === last && position > 1 ? last : (ordinalWords[Math.min(position, 3) - 1] ?? third);
}

function kindOf(value: number, { count, last }: Series): OrdinalFault['kind'] {
  if (count === 0) return 'start';
  if (value === last) return 'repeated';
  if (value < last) return 'backwards';
  return value === last + 1 ? 'follows' : 'skipped';
}

/** The inlines with a number written in the place of another; it keeps the marks of the one it replaces. */
function rewritten(inlines: readonly Inline[], { start, end, wanted }: OrdinalFault): Inline[] {
  let from = 0;
  return inlines.flatMap((inline) => {
    const [cutFrom, cutTo] = [start - from, end - from];
    from += inline.text.length;
    if (cutTo <= 0 || cutFrom >= inline.text.length) return [inline];
    const text = inline.text.slice(0, Math.max(0, cutFrom)) + (cutFrom >= 0 ? wanted : '') + inline.text.slice(cutTo);
    return text === '' ? [] : [{ ...inline, text }];
  });
}
