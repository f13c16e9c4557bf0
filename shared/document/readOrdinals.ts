import type { Block } from '#shared/issue/block.ts';
import { inlineText } from '#shared/issue/inline.ts';
import { readHanNumeral } from './hanNumerals.ts';
import { headingBeginning } from './headingRole.ts';
import { runInMarkers } from './runInRanges.ts';

/** An ordinal as it is written: 四、 of a heading, 二是 or 其次， of a run-in sentence. */
export interface Ordinal {
  /** Where the number stands in the block's text, in UTF-16 units. */
  readonly start: number;
  readonly number: string;
  /** The number with the signs around it. */
  readonly mark: string;
  /** Ordinals of one family are counted together. */
  readonly family: 'heading' | 'is' | 'must' | 'nth' | 'words';
  readonly value: number;
  /** Whether the block begins with it. */
  readonly isFirst: boolean;
}

/** 首先 其次 再次 最后, by their places; 最后 is the last one, however many there are. */
export const ordinalWords = ['首先', '其次', '再次', '最后'] as const;

const known = new WeakMap<Block, readonly Ordinal[]>();

/** The ordinals of a block of running text in order: one of a heading, those of the run-in sentences of a paragraph. */
export function readOrdinals(block: Block): readonly Ordinal[] {
  let ordinals = known.get(block);
  if (!ordinals) {
    ordinals = read(block);
    known.set(block, ordinals);
  }
  return ordinals;
}

function read(block: Block): readonly Ordinal[] {
  if (!('inlines' in block) || block.role === 'quote') return [];
  const text = inlineText(block.inlines);
  if (block.role === 'paragraph' || block.role === 'lead') {
    return runInMarkers(text).flatMap(({ start, marker }) => ordinal(start, marker, familyOf(marker)) ?? []);
  }
  const beginning = headingBeginning(text);
  return beginning === undefined ? [] : (ordinal(0, beginning, 'heading') ?? []);
}

function ordinal(at: number, mark: string, family: Ordinal['family']): readonly Ordinal[] | undefined {
  const pattern = family === 'words' ? /^../ : /[一二三四五六七八九十]+|\d+/;
  const found = pattern.exec(mark);
  if (!found) return undefined;
  const [number] = found;
  const value = countOf(number);
  return value === undefined
    ? undefined
    : [{ start: at + found.index, number, mark, family, value, isFirst: at === 0 }];
}

function countOf(number: string): number | undefined {
  if (/^\d+$/.test(number)) return Number(number);
  const place = (ordinalWords as readonly string[]).indexOf(number);
  return place >= 0 ? place + 1 : readHanNumeral(number);
}

function familyOf(marker: string): Ordinal['family'] {
  if (marker.endsWith('是')) return 'is';
  if (marker.endsWith('要')) return 'must';
  return marker.startsWith('第') ? 'nth' : 'words';
}
