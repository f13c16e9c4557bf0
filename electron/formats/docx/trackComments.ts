import type { ReportEntry } from '#formats/text/textLine.ts';
import { childElements, excerpt, shownText } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

/** Lists each comment with its author and the text it hangs on. `place` gives the number of the paragraph being read. */
export function trackComments(root: XmlElement | undefined, report: ReportEntry[], place: () => number) {
  const comments = new Map(childElements(root).map((comment) => [comment.attributes['w:id'] ?? '', comment]));
  const open = new Map<string, { line: number; anchor: string }>();
  const said = new Set<string>();

  function say(id: string, line: number, anchor: string): void {
    const comment = comments.get(id);
    if (!comment || said.has(id)) return;
    said.add(id);
    const author = comment.attributes['w:author'] ?? '';
    const on = anchor.trim() === '' ? '' : `，批在“${excerpt(anchor)}”上`;
    report.push({
      line,
      kind: 'comment',
      message: `批注${author ? `（${author}）` : ''}：${excerpt(shownText(comment))}${on}`,
    });
  }

  return {
    open: (id: string) => void open.set(id, { line: place(), anchor: '' }),
    text(text: string): void {
      for (const range of open.values()) range.anchor += text;
    },
    close(id: string): void {
      const range = open.get(id);
      open.delete(id);
      if (range) say(id, range.line, range.anchor);
    },
    /** A comment on a place, without a range. */
    refer(id: string): void {
      if (!open.has(id)) say(id, place(), '');
    },
    closeAll(): void {
      for (const [id, range] of open) say(id, range.line, range.anchor);
      for (const id of comments.keys()) say(id, 0, '');
    },
  };
}
