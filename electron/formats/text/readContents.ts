import { type TextLine, withoutBlanks } from './textLine.ts';

const bullet = /^(?:[-–—•·●◆■▪★▲△◇○□◎※☆*►▶➢]|\d{1,2}[.．、)）](?!\d)|[①-⑳])\s*/;
const leader = /(?:\s*(?:…|\.{3}|·{3}|-{3})[….·-]*\s*|\s*\t\s*|\s*[（(])\d{1,4}[）)]?$/;

/** The lines of the contents and their place: [start, end) in the lines; undefined when the bulletin has none. */
export interface Contents {
  readonly start: number;
  readonly end: number;
  readonly titles: readonly string[];
}

/** Reads the contents in any bullet style, or the lines under 目录 up to where their first title is printed again. */
export function readContents(lines: readonly TextLine[]): Contents | undefined {
  const headed = lines.findIndex(
    ({ text }, index) => index < 40 && /^[【[]?(?:本期)?(?:目录|要目|导读)[】\]]?[：:]?$/.test(withoutBlanks(text)),
  );
  const start = headed >= 0 ? headed : lines.findIndex(({ text }, index) => index < 25 && isItem(text));
  if (start < 0) return undefined;
  const first = headed >= 0 ? start + 1 : start;
  const bulleted = isItem(lines[first]?.text ?? '');
  const titles: string[] = [];
  let end = first;
  for (; end < lines.length; end += 1) {
    const text = lines[end]?.text ?? '';
    if (bulleted ? !isItem(text) : startsFirstTitle(titles[0], text)) break;
    titles.push(
      text
        .replace(bulleted ? bullet : /^$/, '')
        .replace(leader, '')
        .trim(),
    );
  }
  return titles.length > 0 && end < lines.length ? { start, end, titles } : undefined;
}

function isItem(text: string): boolean {
  return bullet.test(text) && !text.startsWith('——') && !/[。；]/.test(text) && text.length < 90;
}

function startsFirstTitle(title: string | undefined, text: string): boolean {
  return title !== undefined && withoutBlanks(title).startsWith(withoutBlanks(text));
}
