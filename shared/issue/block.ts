import { z } from 'zod';
import { hash } from './hash.ts';
import { Inline, inlineText } from './inline.ts';

/** Roles of blocks that hold running text. Looks come from the publication's layout, never from the block. */
export const textRoles = ['paragraph', 'lead', 'heading1', 'heading2', 'heading3', 'heading4', 'quote'] as const;
export type TextRole = (typeof textRoles)[number];

export const TextBlock = z.strictObject({ role: z.enum(textRoles), inlines: z.array(Inline).min(1) });
export type TextBlock = z.infer<typeof TextBlock>;

export const ListBlock = z.strictObject({
  role: z.literal('list'),
  ordered: z.boolean(),
  items: z.array(z.array(Inline).min(1)).min(1),
});
export type ListBlock = z.infer<typeof ListBlock>;

export const TableCell = z.strictObject({
  inlines: z.array(Inline),
  rowSpan: z.int().min(2).max(500).optional(),
  columnSpan: z.int().min(2).max(100).optional(),
});
export type TableCell = z.infer<typeof TableCell>;

/** Cells covered by a span are left out of their row, as in HTML. `columnWidths` are fractions of the type area's width. */
export const TableBlock = z.strictObject({
  role: z.literal('table'),
  headerRows: z.int().min(0).max(20),
  columnWidths: z.array(z.number().positive().max(1)).min(1).max(100).optional(),
  rows: z.array(z.array(TableCell)).min(1),
});
export type TableBlock = z.infer<typeof TableBlock>;

/** `image` is the SHA-256 of the bytes, the key into IssueDocument.images. */
export const FigureBlock = z.strictObject({
  role: z.literal('figure'),
  image: hash,
  caption: z.array(Inline).optional(),
});
export type FigureBlock = z.infer<typeof FigureBlock>;

export const Block = z.discriminatedUnion('role', [TextBlock, ListBlock, TableBlock, FigureBlock]);
export type Block = z.infer<typeof Block>;

/** The paragraphs of plain text a block holds, in reading order: one for running text, one an item, one a cell, the caption of a figure. */
export function blockParagraphs(block: Block): readonly string[] {
  switch (block.role) {
    case 'list':
      return block.items.map(inlineText);
    case 'table':
      return block.rows.flatMap((row) => row.map((cell) => inlineText(cell.inlines)));
    case 'figure':
      return block.caption ? [inlineText(block.caption)] : [];
    default:
      return [inlineText(block.inlines)];
  }
}
