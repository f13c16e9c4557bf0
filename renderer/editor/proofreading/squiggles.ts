import type { Range as SlateRange } from 'slate';
import { ReactEditor } from 'slate-react';
import type { LineElement } from '#shared/document/documentLines.ts';
import type { TextFinding } from '#shared/proofreading/proofreader.ts';
import { pointInLine } from '../pointInLine.ts';
import type { ArticleSlate } from '../slateTypes.ts';
import type { PlacedFinding } from './lineFindings.ts';

const name = 'proofreading';

export interface Squiggles {
  /** Underlines what stands in these lines and nothing else. A line with the findings it had is not touched. */
  readonly show: (
    lines: readonly LineElement[],
    findingsOf: (line: LineElement) => readonly TextFinding[] | undefined,
  ) => void;
  readonly remove: () => void;
}

interface DrawnLine {
  readonly findings: readonly TextFinding[];
  readonly ranges: readonly Range[];
}

type FoundInLine = Pick<PlacedFinding, 'line' | 'start' | 'end'>;

/** Wavy underlines by a highlight of the page: the text is not drawn anew for them, and knows nothing of them. */
export function createSquiggles(editor: ArticleSlate): Squiggles {
  const highlight = new Highlight();
  const drawn = new Map<LineElement, DrawnLine>();
  return {
    show(lines, findingsOf) {
      // Set again, even the same is painted anew.
      if (CSS.highlights.get(name) !== highlight) CSS.highlights.set(name, highlight);
      const ofLines = new Set(lines);
      // Ranges move along with what is written before them: one that stands where it should need not be painted anew.
      const free = new Set<Range>();
      const giveUp = (line: LineElement) => {
        for (const range of drawn.get(line)?.ranges ?? []) free.add(range);
        drawn.delete(line);
      };
      for (const line of drawn.keys()) if (!ofLines.has(line)) giveUp(line);
      for (const element of lines) {
        const findings = findingsOf(element);
        if (!findings || findings.length === 0) {
          giveUp(element);
          continue;
        }
        const known = drawn.get(element);
        const isWhole = known?.ranges.length === findings.length && known.ranges.every(isStanding);
        if (isWhole && known.findings === findings) continue;
        giveUp(element);
        const ranges = findings.flatMap((finding) => domRangeOf(editor, { line: element, ...finding }) ?? []);
        const placed = ranges.map((range) => [...free].find((one) => isSame(one, range)) ?? range);
        for (const range of placed) {
          if (!free.delete(range)) highlight.add(range);
        }
        drawn.set(element, { findings, ranges: placed });
      }
      for (const range of free) highlight.delete(range);
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

function isSame(one: Range, other: Range): boolean {
  return (
    one.startContainer === other.startContainer &&
    one.startOffset === other.startOffset &&
    one.endContainer === other.endContainer &&
    one.endOffset === other.endOffset
  );
}

/** The place of a finding in the document as it stands; undefined where its line is no more. */
export function slateRangeOf(editor: ArticleSlate, { line, start, end }: FoundInLine): SlateRange | undefined {
  try {
    const path = ReactEditor.findPath(editor, line);
    return { anchor: pointInLine(line, path, start, 'start'), focus: pointInLine(line, path, end, 'end') };
  } catch {
    return undefined;
  }
}

/** Its place on the page; undefined where the line is no more or is not drawn yet. */
export function domRangeOf(editor: ArticleSlate, finding: FoundInLine): Range | undefined {
  const range = slateRangeOf(editor, finding);
  try {
    return range && ReactEditor.toDOMRange(editor, range);
  } catch {
    return undefined;
  }
}
