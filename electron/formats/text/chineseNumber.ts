const digits = '零一二三四五六七八九';

/** A whole number in ASCII or full-width digits, in place notation (二〇一九) or with 十 and 百 (二十一); undefined for anything else. */
export function chineseNumber(written: string): number | undefined {
  const text = written
    .replace(/\s/g, '')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[〇○Ｏ]/g, '零');
  if (/^\d+$/.test(text)) return Number(text);
  if (/^[零一二三四五六七八九]+$/.test(text)) return Number([...text].map((digit) => digits.indexOf(digit)).join(''));
  const parts = /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (!parts || text === '') return undefined;
  const [, hundreds, tens, ten, ones] = parts;
  const tenCount = ten ? (tens ? digits.indexOf(tens) : 1) : 0;
  return (hundreds ? digits.indexOf(hundreds) * 100 : 0) + tenCount * 10 + (ones ? digits.indexOf(ones) : 0);
}
