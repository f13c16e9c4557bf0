export interface StrayBlanks {
  /** Blanks that conversion left inside words, in order. */
  readonly stray: readonly { readonly start: number; readonly end: number }[];
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
const betweenHan = /\p{Script=Han}[ \u3000]+\p{Script=Han}/u;
const item = /^\p{Script=Han}{2,4}$/u;

/** Blanks inside the words of running text, apart from those that set three or more names apart (张三 李四 王五). */
export function findStrayBlanks(text: string): StrayBlanks {
  const blanks = [...text.matchAll(blankPattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const hanHan = (index: number) => {
    const blank = blanks[index];
    return blank !== undefined && betweenHan.test(text.slice(blank.start - 1, blank.end + 1));
  };
  /** The piece between this blank and the next, when both stand between Han and the piece could be a name. */
  const itemAfter = (index: number) =>
    hanHan(index) && hanHan(index + 1) && item.test(text.slice(blanks[index]?.end, blanks[index + 1]?.start));
  const isSentence = /[，。；：！？]/.test(text);
  const stray: { start: number; end: number }[] = [];
  const doubtful: string[] = [];
  for (const [index, blank] of blanks.entries()) {
    if (hanHan(index) && (!isSentence || itemAfter(index) || itemAfter(index - 1))) {
      doubtful.push(text.slice(Math.max(0, blank.start - 4), blank.end + 4));
    } else stray.push(blank);
  }
  return { stray, doubtful };
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
