import type { BodyElement, EditorText } from './editorDocument.ts';
import { headingRole } from './headingRole.ts';
import { texts } from './toEditorDocument.ts';

/** Plain text as elements: a line each, headings by their wording, blanks at the ends and empty lines left out. */
export function readPlainText(text: string): BodyElement[] {
  return text.split(/\r\n?|[\n\u2028\u2029\f\v]/).flatMap((line) => lineElement([{ text: line }]) ?? []);
}

/** One pasted line; undefined where nothing stands in it. */
export function lineElement(texts: readonly EditorText[]): BodyElement | undefined {
  const children = trimmed(texts);
  const text = children.map((child) => child.text).join('');
  if (text === '') return undefined;
  const role = headingRole(text);
  return role ? { role, children: [{ text }] } : { role: 'paragraph', children };
}

/** Control characters, soft hyphens, marks of direction: nothing of them is seen on paper. */
const unseenSigns = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** Without blanks at both ends; control characters, which no line of print has, become blanks or go. */
export function trimmed(texts: readonly EditorText[]): EditorText[] {
  const kept = texts.map((one) => ({
    ...one,
    text: one.text.replace(/[\t\n\r]+/g, ' ').replace(unseenSigns, ''),
  }));
  while (kept[0] && kept[0].text.trimStart() === '') kept.shift();
  while (kept.at(-1)?.text.trimEnd() === '') kept.pop();
  const first = kept[0];
  if (first) kept[0] = { ...first, text: first.text.trimStart() };
  const last = kept.at(-1);
  if (last) kept[kept.length - 1] = { ...last, text: last.text.trimEnd() };
  return kept;
}

type Line = { readonly children: readonly EditorText[] };

/** The lines of elements in reading order, items and cells included. */
export function linesOf(elements: readonly BodyElement[]): readonly Line[] {
  return elements.flatMap((element): readonly Line[] => {
    if (element.role === 'table') return element.children.flatMap((row) => row.children);
    return element.role === 'list' ? element.children : [element];
  });
}

/** Several lines as one: a blank stands between them where neither a sign of punctuation nor a bracket does. */
export function joinLines(lines: readonly Line[]): EditorText[] {
  const joined: EditorText[] = [];
  for (const { children } of lines) {
    const before = joined.at(-1)?.text ?? '';
    if (before !== '' && !/[，。；：！？、（“《\s]$/.test(before)) joined.push({ text: ' ' });
    joined.push(...children.filter(({ text }) => text !== ''));
  }
  return texts(joined);
}
