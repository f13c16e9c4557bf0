const digits = '零一二三四五六七八九';
const units = [
  [10 ** 8, '亿'],
  [10 ** 4, '万'],
  [1000, '千'],
  [100, '百'],
  [10, '十'],
] as const;
const limit = 10 ** 12;

/** A whole number as it is counted in Han numerals: 十二, 一百零三, 二万零五十; undefined below 0 and from 一万亿. */
export function hanNumeral(number: number): string | undefined {
  if (!Number.isInteger(number) || number < 0 || number >= limit) return undefined;
  return counted(number).replace(/^一十/, '十');
}

function counted(number: number): string {
  for (const [size, name] of units) {
    if (number < size) continue;
    const rest = number % size;
    const gap = rest > 0 && rest < size / 10 ? digits[0] : '';
    return `${counted(Math.floor(number / size))}${name}${gap}${rest > 0 ? counted(rest) : ''}`;
  }
  return digits[number] ?? '';
}

/** The number that Han numerals count; undefined where they are not written as one counts, as 十十 or 一十二. */
export function readHanNumeral(text: string): number | undefined {
  let [total, section, digit] = [0, 0, 0];
  for (const sign of text) {
    const place = digits.indexOf(sign);
    const size = units.find(([, name]) => name === sign)?.[0];
    if (place >= 0) digit = place;
    else if (size === undefined) return undefined;
    else if (size < 10 ** 4) {
      section += (digit || 1) * size;
      digit = 0;
    } else {
      total = size === 10 ** 8 ? (total + section + digit) * size : total + (section + digit) * size;
      [section, digit] = [0, 0];
    }
  }
  const number = total + section + digit;
  return hanNumeral(number) === text ? number : undefined;
}

const yearDigits = '〇一二三四五六七八九';

/** Digits one by one, as a year is read: 二〇二六. */
export function hanDigits(text: string): string {
  return text.replace(/\d/g, (digit) => yearDigits[Number(digit)] ?? digit);
}

/** The digits that are read one by one, 〇 or 零 or ○ for nought; undefined where something else stands among them. */
export function readHanDigits(text: string): string | undefined {
  const plain = text.replace(/[零○]/g, '〇');
  if (plain === '' || [...plain].some((sign) => !yearDigits.includes(sign))) return undefined;
  return [...plain].map((sign) => yearDigits.indexOf(sign)).join('');
}
