import { titleInOneLine } from '#shared/issue/article.ts';
import { inlineText } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { PdfOutlineEntry } from './readPdfOutline.ts';

/** A title or heading with the place it stands at, and what stands under it. */
export interface OutlineEntry {
  readonly title: string;
  /** From 0. */
  readonly page: number;
  readonly left_mm: number;
  readonly top_mm: number;
  readonly entries: readonly OutlineEntry[];
}

/**
 * Titles of articles with their headings under them, in the document's own words; the places come from the outline of the
 * PDF, which lists the same headings in the same order.
 */
export function issueOutline(document: IssueDocument, printed: readonly PdfOutlineEntry[]): readonly OutlineEntry[] {
  const roots: OutlineEntry[] = [];
  /** The entries that are still open, the deepest last. */
  const open: { readonly level: number; readonly entries: OutlineEntry[] }[] = [{ level: -1, entries: roots }];
  let next = 0;
  for (const { level, title } of headings(document)) {
    const found = printed.findIndex((entry, index) => index >= next && isSame(entry.title, title));
    const place = printed[found];
    if (!place) continue;
    next = found + 1;
    while ((open.at(-1)?.level ?? -1) >= level) open.pop();
    const entries: OutlineEntry[] = [];
    const { page, left_mm, top_mm } = place;
    open.at(-1)?.entries.push({ title, page, left_mm, top_mm, entries });
    open.push({ level, entries });
  }
  return roots;
}

/** Titles are at level 0, headings at their own. */
function headings(document: IssueDocument): readonly { readonly level: number; readonly title: string }[] {
  return document.articles.flatMap((article) => [
    ...(article.title.length > 0 ? [{ level: 0, title: titleInOneLine(article.title) }] : []),
    ...article.body.flatMap((block) =>
      block.role.startsWith('heading') && 'inlines' in block
        ? [{ level: Number(block.role.at(-1)), title: inlineText(block.inlines) }]
        : [],
    ),
  ]);
}

function isSame(one: string, other: string): boolean {
  return one.replace(/\s/g, '') === other.replace(/\s/g, '');
}
