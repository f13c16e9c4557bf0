import { childElements, shownText } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

/** The text of footnotes and endnotes, by id. */
export function readNotes(footnotes: XmlElement | undefined, endnotes: XmlElement | undefined) {
  const texts = (root: XmlElement | undefined) =>
    new Map(childElements(root).map((note) => [note.attributes['w:id'] ?? '', shownText(note)]));
  const all = { footnote: texts(footnotes), endnote: texts(endnotes) };
  return (kind: 'footnote' | 'endnote', id: string): string => all[kind].get(id) ?? '';
}
