import { type MarkedText, withoutRanges } from './markedText.ts';
import { closeHeadingBlanks, findStrayBlanks } from './strayBlanks.ts';
import type { ReportEntry, TextLine } from './textLine.ts';

type Placed = Pick<TextLine, 'line' | 'text' | 'marks'>;

/** Blanks inside words come from conversion; a no-break blank is one the editor wants. */
export function closeBlanks({ line, text, marks }: Placed, report: ReportEntry[]): MarkedText {
  const { stray, doubtful } = findStrayBlanks(text);
  if (stray.length > 0) {
    const places = stray.map(({ start, end }) => text.slice(Math.max(0, start - 4), end + 4));
    report.push({ line, kind: 'blank', message: `去掉空格${stray.length}处：${places.join('、')}` });
  }
  if (doubtful.length > 0) {
    report.push({ line, kind: 'unsure', message: `空格可能是分隔，没有去掉：${doubtful.join('、')}` });
  }
  const closed = withoutRanges({ text, marks }, stray);
  return { ...closed, text: closed.text.replaceAll('\u00a0', ' ') };
}

/** Blanks of a heading may part its phrases and stay, apart from those round its number and round digits. */
export function closeHeading({ line, text }: Placed, report: ReportEntry[]): MarkedText {
  const closed = closeHeadingBlanks(text);
  if (closed !== text) report.push({ line, kind: 'blank', message: `去掉标题中的空格：${text}` });
  if (/(?:^|[ \u3000、）])\p{Script=Han}[ \u3000]|[ \u3000]\p{Script=Han}(?:[ \u3000]|$)/u.test(closed)) {
    report.push({ line, kind: 'unsure', message: `标题中的空格可能断开了词：${closed}` });
  }
  return { text: closed.replaceAll('\u00a0', ' ') };
}
