import { hanDigits, hanNumeral, readHanDigits, readHanNumeral } from './hanNumerals.ts';

/** A day as it stands in running text: 2026年11月28日. */
export function dateInFigures(date: Date): string {
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
}

/** A day as it stands under a document: 二〇二六年十一月二十八日. */
export function dateInHan(date: Date): string {
  return toHan(dateInFigures(date), '') ?? '';
}

/** 〔2026〕 of a document number, or of what is written for one: 2026 (2026) [2026]3; undefined for anything else. */
export function documentNumber(text: string): string | undefined {
  const [, year, serial] = /^[(（[【〔]?(\d{4})[)）\]】〕]?(?:第?(\d{1,5})号?)?$/.exec(text.trim()) ?? [];
  if (year === undefined) return undefined;
  return serial === undefined ? `〔${year}〕` : `〔${year}〕${Number(serial)}号`;
}

/** Figures as Han numerals and Han numerals as figures, dates included; `after` is what follows. Undefined where no number stands. */
export function otherForm(text: string, after: string): string | undefined {
  return toHan(text, after) ?? toFigures(text, after);
}

const figuresDate = /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?$/;
const hanDate =
  /^([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?$/;

function toHan(text: string, after: string): string | undefined {
  const date = figuresDate.exec(text);
  if (date) return joinDate(date, hanDigits, (count) => hanNumeral(Number(count)));
  if (!/^\d+$|^\d{1,3}(?:,\d{3})+$/.test(text)) return undefined;
  const isReadOneByOne = (text.length === 4 && after.startsWith('年')) || /^0\d/.test(text);
  return isReadOneByOne ? hanDigits(text) : hanNumeral(Number(text.replaceAll(',', '')));
}

function toFigures(text: string, after: string): string | undefined {
  const date = hanDate.exec(text);
  if (date) return joinDate(date, readHanDigits, (count) => readHanNumeral(count)?.toString());
  const isReadOneByOne = text.length > 1 && (text.includes('〇') || (text.length === 4 && after.startsWith('年')));
  const digits = isReadOneByOne ? readHanDigits(text) : undefined;
  return digits ?? readHanNumeral(text)?.toString();
}

function joinDate(
  [, year = '', month, day]: RegExpExecArray,
  formOfYear: (text: string) => string | undefined,
  formOf: (text: string) => string | undefined,
): string | undefined {
  const parts = [
    [formOfYear(year), '年'],
    [month && formOf(month), '月'],
    [day && formOf(day), '日'],
  ] as const;
  const given = parts.slice(0, day ? 3 : month ? 2 : 1);
  return given.every(([number]) => number) ? given.map(([number, name]) => `${number}${name}`).join('') : undefined;
}

/** The whole number that stands around a place of a text, in figures or in Han numerals; undefined where none does. */
export function numberAround(text: string, offset: number): readonly [start: number, end: number] | undefined {
  for (const { index, 0: found } of text.matchAll(
    /(?<![\d.])\d+(?:,\d{3})*(?![\d.,]*\d)(?!\.\d)|[〇零一二三四五六七八九十百千万亿]+/g,
  )) {
    if (index <= offset && offset <= index + found.length) return [index, index + found.length];
  }
  return undefined;
}
