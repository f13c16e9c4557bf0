/** What to write in the place of a stretch of the text before the caret, in UTF-16 units. */
export interface Correction {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const han = '\\p{Script=Han}〇';
/** Signs behind which one writes as behind a Han character. */
const closing = '”’）》】〉〕…％';
const fullWidth: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
const latin = /[\p{Script=Latin}\d]/u;
const behindHan = new RegExp(`[${han}${closing}]$`, 'u');
/** Behind any sign of Chinese text. */
const behindChinese = new RegExp(`[${han}${closing}，。；：？！、—（“‘《【〈〔]$`, 'u');
const beginsWithHan = new RegExp(`^[${han}]`, 'u');

/**
 * What typing calls for by itself: `typed` has just come to stand behind `before`, in front of `after`, all of one line.
 * Places are those of `before + typed`, in order. Nothing inside Latin words, numbers, addresses.
 */
export function autocorrection(before: string, typed: string, after: string): readonly Correction[] {
  const at = before.length;
  const whole = (text: string | undefined) => (text === undefined ? [] : [{ start: at, end: at + typed.length, text }]);
  if (beginsWithHan.test(typed)) return betweenNumberAndHan(before);
  switch (typed) {
    case '"':
      return whole(quote(before, after, '“', '”', '"'));
    case "'":
      return whole(quote(before, after, '‘', '’', "'"));
    case '(':
      return behindChinese.test(before) ? whole('（') : [];
    case ')':
      return closingBracket(before);
    case '.':
      return dots(before, '.', '...');
    case '。':
      return dots(before, '。', '。。。');
    case '-':
      return dash(before);
    default:
      return behindHan.test(before) ? whole(fullWidth[typed]) : [];
  }
}

/** 占5%,其: the sign between a number and a Han character is known only when the character is there. */
function betweenNumberAndHan(before: string): readonly Correction[] {
  const sign = fullWidth[before.at(-1) ?? ''];
  if (sign === undefined || !/[\p{Script=Latin}\d%]$/u.test(before.slice(0, -1))) return [];
  return [{ start: before.length - 1, end: before.length, text: sign }];
}

/** Opening or closing by what is open before and behind; undefined where it belongs to Latin text or to a straight one. */
function quote(before: string, after: string, open: string, close: string, straight: string): string | undefined {
  const isStraightOpen = count(before, straight) % 2 === 1;
  if (isStraightOpen) return undefined;
  const last = before.at(-1) ?? '';
  const isApostrophe = straight === "'" && latin.test(last) && latin.test(after.charAt(0));
  if (isApostrophe) return undefined;
  if (unclosed(before, open, close) > unclosed(reversed(after), close, open)) return close;
  const nearest = before.trimEnd().at(-1) ?? after.trimStart().charAt(0);
  return latin.test(nearest) ? undefined : open;
}

function closingBracket(before: string): readonly Correction[] {
  const at = before.length;
  const end = { start: at, end: at + 1, text: '）' };
  const partner = openBracket(before);
  if (partner === undefined) return behindHan.test(before) ? [end] : [];
  if (before[partner] === '（') return [end];
  // Behind Chinese it would be full width by now, had it not been wanted half.
  const [front, inside] = [before.slice(0, partner).trimEnd(), before.slice(partner + 1)];
  const isHan = beginsWithHan.test(inside) && behindHan.test(inside);
  if (!isHan || front !== '') return [];
  return [{ start: partner, end: partner + 1, text: '（' }, end];
}

/** Where the bracket stands that is still open at the end, of either width. */
function openBracket(text: string): number | undefined {
  let closed = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    const sign = text.charAt(index);
    if (')）'.includes(sign)) closed += 1;
    else if ('(（'.includes(sign)) {
      if (closed === 0) return index;
      closed -= 1;
    }
  }
  return undefined;
}

/** Three dots are an ellipsis; three more belong to it, because its six are typed one by one. */
function dots(before: string, dot: string, three: string): readonly Correction[] {
  const front = before.slice(0, -2);
  if (before.slice(-2) + dot !== three || front.endsWith(dot)) return [];
  if (dot === '.' && front !== '' && !behindChinese.test(front.trimEnd())) return [];
  return [{ start: front.length, end: before.length + 1, text: front.endsWith('……') ? '' : '……' }];
}

/** Two hyphens are a dash; two more belong to it. */
function dash(before: string): readonly Correction[] {
  const front = before.slice(0, -1);
  if (!before.endsWith('-') || front.endsWith('-')) return [];
  if (front !== '' && !behindChinese.test(front.trimEnd())) return [];
  return [{ start: front.length, end: before.length + 1, text: front.endsWith('——') ? '' : '——' }];
}

function unclosed(text: string, open: string, close: string): number {
  let depth = 0;
  for (const sign of text) {
    if (sign === open) depth += 1;
    else if (sign === close) depth = Math.max(0, depth - 1);
  }
  return depth;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function reversed(text: string): string {
  return [...text].toReversed().join('');
}
