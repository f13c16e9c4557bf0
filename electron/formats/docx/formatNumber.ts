const digits = '〇一二三四五六七八九';
const formal = '零壹贰叁肆伍陆柒捌玖';

/** A counter as Word writes it in the given w:numFmt; formats of other languages come as digits. */
export function formatNumber(count: number, format: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'upperRoman':
      return roman(count);
    case 'lowerRoman':
      return roman(count).toLowerCase();
    case 'upperLetter':
      return letter(count);
    case 'lowerLetter':
      return letter(count).toLowerCase();
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
    case 'ideographTraditional':
      return chineseCount(count, digits, '十百千');
    case 'chineseLegalSimplified':
      return chineseCount(count, formal, '拾佰仟');
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return [...String(count)].map((digit) => digits[Number(digit)]).join('');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(count)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return count >= 1 && count <= 20 ? String.fromCharCode(0x245f + count) : String(count);
    case 'decimalEnclosedParen':
      return count >= 1 && count <= 20 ? String.fromCharCode(0x2473 + count) : `(${count})`;
    default:
      return String(count);
  }
}

/** 1 to 9999 with 十 百 千; 10 to 19 without a leading 一. */
function chineseCount(count: number, signs: string, units: string): string {
  if (count < 1 || count > 9999) return String(count);
  const zero = signs[0] === '〇' ? '零' : signs[0];
  const written = [...String(count)]
    .map((digit, index, all) => (digit === '0' ? '0' : `${signs[Number(digit)]}${units[all.length - index - 2] ?? ''}`))
    .join('')
    .replace(/0+$/, '')
    .replace(/0+/g, zero ?? '');
  return count >= 10 && count < 20 && units === '十百千' ? written.slice(1) : written;
}

function letter(count: number): string {
  return String.fromCharCode(65 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));
}

function roman(count: number): string {
  const signs = ['M', 'CM', 'D', 'CD', 'C', 'XC', 'L', 'XL', 'X', 'IX', 'V', 'IV', 'I'];
  const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  let rest = count;
  return values
    .map((size, index) => {
      const times = Math.floor(rest / size);
      rest %= size;
      return (signs[index] ?? '').repeat(times);
    })
    .join('');
}
