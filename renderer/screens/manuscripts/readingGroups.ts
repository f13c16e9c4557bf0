import type { ReadingReport } from '#shared/contract/manuscriptCommands.ts';

export type ReportEntry = ReadingReport[number];
export type ReadingGroupName = 'doubted' | 'dropped' | 'healed';

export interface ReadingGroup {
  readonly name: ReadingGroupName;
  readonly count: number;
  readonly kinds: readonly { readonly kind: string; readonly entries: readonly ReportEntry[] }[];
}

const healed = new Set(['joined', 'contentsJoined', 'blank', 'pageNumber', 'source', 'editorsNote', 'recipients']);
const healedInWord = new Set(['numbering', 'layoutTable', 'field', 'insertion']);
const dropped = new Set(['setAside', 'deletion', 'comment', 'hidden', 'footnote', 'endnote', 'header', 'footer']);
const droppedFromWord = new Set(['textBox', 'formula', 'picture', 'embedded', 'macro', 'externalLink', 'format']);

/** The report as one reads it: what needs a look first, then what is not in the text, then what was put right. */
export function readingGroups(report: ReadingReport): readonly ReadingGroup[] {
  const names = ['doubted', 'dropped', 'healed'] as const;
  return names.flatMap((name) => {
    const entries = report.filter((entry) => groupOf(entry) === name);
    if (entries.length === 0) return [];
    const kinds = [...new Set(entries.map(({ kind }) => kind))];
    return [
      {
        name,
        count: entries.length,
        kinds: kinds.map((kind) => ({ kind, entries: entries.filter((entry) => entry.kind === kind) })),
      },
    ];
  });
}

/** A kind that is not known is doubted: it is better looked at once too often. */
function groupOf({ kind, message }: ReportEntry): ReadingGroupName {
  if (healed.has(kind) || healedInWord.has(kind)) return 'healed';
  if (kind === 'metadata' || dropped.has(kind) || droppedFromWord.has(kind)) return 'dropped';
  return message.includes('没有收入') ? 'dropped' : 'doubted';
}
