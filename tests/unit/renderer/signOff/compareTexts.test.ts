import { describe, expect, test } from 'vitest';
import { type ComparedPart, compareTexts } from '../../../../renderer/screens/signOff/compareTexts.ts';

/** 【】 round what one side has alone. */
const shown = (parts: readonly ComparedPart[]) =>
  parts.map(({ text, isChanged }) => (isChanged ? `【${text}】` : text)).join('');
const rows = (before: readonly string[], after: readonly string[]) =>
  compareTexts(before, after).map((row) => [shown(row.before), shown(row.after)]);

describe('compareTexts', () => {
  test('marks only the characters that differ, in each of several places', () => {
    expect(rows(['惠及农田一万亩，通水三天。'], ['惠及农田二万亩，通水五天。'])).toEqual([
      ['惠及农田【一】万亩，通水【三】天。', '惠及农田【二】万亩，通水【五】天。'],
    ]);
  });

  test('keeps lines beside each other round a paragraph that was put in or taken out', () => {
    expect(rows(['甲', '乙'], ['甲', '新', '乙'])).toEqual([
      ['甲', '甲'],
      ['', '【新】'],
      ['乙', '乙'],
    ]);
    expect(rows(['甲', '旧', '乙'], ['甲', '乙'])).toEqual([
      ['甲', '甲'],
      ['【旧】', ''],
      ['乙', '乙'],
    ]);
  });

  test('cuts no character that takes two UTF-16 units', () => {
    expect(rows(['𠮷日'], ['𠮶日'])).toEqual([['【𠮷】日', '【𠮶】日']]);
  });

  test('has nothing changed between equal texts, and everything from nothing', () => {
    expect(compareTexts(['甲', '乙'], ['甲', '乙']).some((row) => row.isChanged)).toBe(false);
    expect(rows([], ['甲'])).toEqual([['', '【甲】']]);
    expect(rows([], [])).toEqual([]);
  });

  test('gives both texts back whole, whatever happened between them', () => {
    const before = ['题', '一段很长的话', '同', '同', '尾'];
    const after = ['新题', '同', '一段不长的话', '尾', '又'];
    const compared = compareTexts(before, after);
    const side = (name: 'before' | 'after') =>
      compared.map((row) => row[name].map(({ text }) => text).join('')).filter((line) => line !== '');
    expect(side('before')).toEqual(before);
    expect(side('after')).toEqual(after);
  });
});
