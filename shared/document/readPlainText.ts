import type { BodyElement, EditorText } from './editorDocument.ts';
import { headingRole } from './headingRole.ts';

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

/** Without blanks at both ends; control characters, which no line of print has, become blanks or go. */
export function trimmed(texts: readonly EditorText[]): EditorText[] {
  const kept = texts.map((one) => ({
    ...one,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    text: one.text.replace(/[\t\n\r]+/g, ' ').replace(/[\u0000-\u001f\u007f\u200b\ufeff]/g, ''),
  }));
  while (kept[0] && kept[0].text.trimStart() === '') kept.shift();
  while (kept.at(-1)?.text.trimEnd() === '') kept.pop();
  const first = kept[0];
  if (first) kept[0] = { ...first, text: first.text.trimStart() };
  const last = kept.at(-1);
  if (last) kept[kept.length - 1] = { ...last, text: last.text.trimEnd() };
  return kept;
}
