import type { Range as SlateRange } from 'slate';
import { ReactEditor } from 'slate-react';
import type { LineElement } from '#shared/document/documentLines.ts';
import { pointInLine } from '../pointInLine.ts';
import type { ArticleSlate } from '../slateTypes.ts';
import type { PlacedFinding } from './lineFindings.ts';

const name = 'proofreading';
/** So many places are underlined at once; all of them are listed and counted. */
const mostShown = 3000;

export interface Squiggles {
  /** Underlines these places and no others. Lines that have not changed are not touched. */
  readonly show: (findings: readonly PlacedFinding[]) => void;
  readonly remove: () => void;
}

/** Wavy underlines by a highlight of the page: the text is not drawn anew for them, and knows nothing of them. */
export function createSquiggles(editor: ArticleSlate): Squiggles {
  const highlight = new Highlight();
  const drawn = new Map<LineElement, { readonly key: string; readonly ranges: readonly Range[] }>();
  const drop = (line: LineElement) => {
    for (const range of drawn.get(line)?.ranges ?? []) highlight.delete(range);
    drawn.delete(line);
  };
  return {
    show(findings) {
      CSS.highlights.set(name, highlight);
      const byLine = Map.groupBy(findings.slice(0, mostShown), ({ line }) => line);
      for (const line of drawn.keys()) if (!byLine.has(line)) drop(line);
      for (const [line, own] of byLine) {
        const key = own.map(({ start, end }) => `${start}-${end}`).join();
        const known = drawn.get(line);
        if (known?.key === key && known.ranges.every(isStanding)) continue;
        drop(line);
        const ranges = own.flatMap((finding) => domRangeOf(editor, finding) ?? []);
        for (const range of ranges) highlight.add(range);
        if (ranges.length === own.length) drawn.set(line, { key, ranges });
      }
    },
    remove() {
      highlight.clear();
      drawn.clear();
      CSS.highlights.delete(name);
    },
  };
}

/** Words on the page that were drawn anew have taken their range along to nowhere. */
function isStanding(range: Range): boolean {
  return range.startContainer.isConnected && !range.collapsed;
}

/** The place of a finding in the document as it stands; undefined where its line is no more. */
export function slateRangeOf(editor: ArticleSlate, { line, start, end }: PlacedFinding): SlateRange | undefined {
  try {
    const path = ReactEditor.findPath(editor, line);
    return { anchor: pointInLine(line, path, start, 'start'), focus: pointInLine(line, path, end, 'end') };
  } catch {
    return undefined;
  }
}

/** Its place on the page; undefined where the line is no more or is not drawn yet. */
export function domRangeOf(editor: ArticleSlate, finding: PlacedFinding): Range | undefined {
  const range = slateRangeOf(editor, finding);
  try {
    return range && ReactEditor.toDOMRange(editor, range);
  } catch {
    return undefined;
  }
}
