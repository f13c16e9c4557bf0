export interface StrayBlanks {
  /** Blanks that conversion left inside words, in order. */
  readonly stray: readonly Range[];
  /** Where blanks may set names or items apart: left as they are. */
  readonly doubtful: readonly string[];
}

const punctuation = '，。；：、！？“”‘’（）《》〈〉【】〔〕…—';
const wide = `\\p{Script=Han}${punctuation}`;
/** A blank next to Chinese text or punctuation where none is ever set; a blank beside Latin letters may be meant. */
const blankPattern = new RegExp(
  `(?<=[${wide}])[ \\u3000]+(?=[${wide}\\d])|(?<=\\d)[ \\u3000]+(?=[${wide}])|(?<=[${punctuation}])[ \\u3000]+(?=\\S)|(?<=\\S)[ \\u3000]+(?=[${punctuation}])`,
  'gu',
);
interface Range {
  readonly start: number;
  readonly end: number;
}
const betweenHan = /\p{Script=Han}[ \u3000]+\p{Script=Han}/u;
const item = /^\p{Script=Han}{2,4}$/u;

/** Blanks inside the words of running text, apart from those that set three or more names apart (张三 李四 王五). */
export function findStrayBlanks(text: string): StrayBlanks {
  const blanks = [...text.matchAll(blankPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isSentence = /[，。；：！？]/.test(text);
  const stray: { start: number; end: number }[] = [];
  const doubtful: string[] = [];
  for (const [index, blank] of blanks.entries()) {
    const apart = isBetweenHan(text, blank) && (!isSentence || setsItemsApart(text, blanks, index));
    if (apart) doubtful.push(text.slice(Math.max(0, blank.start - 4), blank.end + 4));
    else stray.push(blank);
  }
  return { stray, doubtful };
}

function isBetweenHan(text: string, { start, end }: Range): boolean {
  return betweenHan.test(text.slice(start - 1, end + 1));
}

/** Whether the blank is one of a chain whose pieces could all be names: two to four Han each, and no lone one at the end. */
function setsItemsApart(text: string, blanks: readonly Range[], index: number): boolean {
  const piece = (at: number) => text.slice(blanks[at]?.end, blanks[at + 1]?.start);
  const linked = (at: number) => {
    const [one, other] = [blanks[at], blanks[at + 1]];
    return one && other && isBetweenHan(text, one) && isBetweenHan(text, other) && /^\p{Script=Han}+$/u.test(piece(at));
  };
  let first = index;
  let last = index;
  while (linked(first - 1)) first -= 1;
  while (linked(last)) last += 1;
  if (first === last) return false;
  const tail = /^\p{Script=Han}*/u.exec(piece(last))?.[0] ?? '';
  return (
    tail.length > 1 &&
    Array.from({ length: last - first }, (_, at) => piece(first + at)).every((each) => item.test(each))
  );
}

const headingNumber = /^([（(]?[\d一二三四五六七八九十]{1,3}[、.．）)])[ \u3000]+/;
const roundDigits = /(?<=\p{Script=Han}) +(?=\d)|(?<=\d) +(?=\p{Script=Han})/gu;

/** A heading without the blanks after its number and round digits; others may part its phrases and stay. */
export function closeHeadingBlanks(text: string): string {
  return text.replace(headingNumber, '$1').replace(roundDigits, '');
}

/** The blanks that closeHeadingBlanks would close, as no-break blanks. */
export function keepHeadingBlanks(text: string): string {
  const kept = (blanks: string) => blanks.replace(/[ \u3000]/g, '\u00a0');
  return text.replace(headingNumber, kept).replace(roundDigits, kept);
}

/** Every blank that reading might close, as a no-break blank, which reading keeps and turns back. */
export function keepBlanks(text: string): string {
  return text.replace(blankPattern, (blanks) => '\u00a0'.repeat(blanks.length));
}
