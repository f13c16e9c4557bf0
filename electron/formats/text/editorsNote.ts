import { endsSentence, type TextLine } from './textLine.ts';

const start = /^[【[（(]?\s*编\s*(?:者|辑)\s*按\s*[】\]）)]?\s*[：:]?\s*/;

/** Whether a line opens an editor's note (编者按). */
export function startsEditorsNote(text: string): boolean {
  return start.test(text);
}

/**
 * The editor's note that begins at `from`, without its label, a paragraph an entry, and the index after it. Further
 * paragraphs belong to it as long as they are `paragraphs` by their form: full sentences, indented.
 */
export function readEditorsNote(
  lines: readonly TextLine[],
  from: number,
  limit: number,
): { readonly paragraphs: readonly string[]; readonly end: number } {
  const paragraphs: string[] = [];
  let current = (lines[from]?.text ?? '').replace(start, '');
  let end = from + 1;
  while (end < limit) {
    const line = lines[end];
    if (!line || line.block) break;
    if (current === '' || !endsSentence(current)) current += line.text;
    else if (line.indented && endsSentence(line.text)) {
      paragraphs.push(current);
      current = line.text;
    } else break;
    end += 1;
  }
  if (current !== '') paragraphs.push(current);
  return { paragraphs, end };
}
