import { joinMarked, type MarkedText } from '#formats/text/markedText.ts';
import type { ReportEntry, TextLine } from '#formats/text/textLine.ts';
import type { TableBlock } from '#shared/issue/block.ts';
import type { ParagraphStyle } from './bulletinStyles.ts';
import { tableBlock } from './documentTable.ts';
import type { MammothNode } from './mammothNode.ts';
import type { ParagraphFacts } from './paragraphFacts.ts';
import type { PreparedBody } from './prepareBody.ts';

/** A piece of a bulletin with the part that its style says it is; `line` is the number of the paragraph. */
export type StyledPart =
  | {
      readonly kind: 'text';
      readonly line: number;
      readonly style: ParagraphStyle;
      /** Word's tabs and line breaks as \t and \n. */
      readonly text: MarkedText;
      readonly list: ParagraphFacts['list'];
    }
  | { readonly kind: 'figure'; readonly line: number; readonly image: string }
  | { readonly kind: 'table'; readonly line: number; readonly block: TableBlock };

/** Whether a file has the styles that writeDocx gives the masthead, so that every paragraph's style can be believed. */
export function isStyledBulletin({ paragraphs }: PreparedBody): boolean {
  const count = (part: ParagraphStyle) => paragraphs.filter((facts) => facts.part === part).length;
  return count('name') === 1 && count('issued') === 1;
}

/** Mammoth's document as pieces named by their styles; a paragraph of any other style is running text. */
export function styledParts(
  root: MammothNode,
  { paragraphs, tables }: PreparedBody,
  report: ReportEntry[],
): readonly StyledPart[] {
  const cellLines = (cell: MammothNode): readonly TextLine[] =>
    paragraphsIn(cell).flatMap((node) =>
      paragraphParts(node, paragraphs).flatMap((part) =>
        part.kind === 'text' ? [{ line: part.line, ...part.text, indented: false }] : [],
      ),
    );
  return (root.children ?? []).flatMap((node): readonly StyledPart[] => {
    if (node.type !== 'table') return paragraphParts(node, paragraphs);
    const parts = paragraphsIn(node).flatMap((each) => paragraphParts(each, paragraphs));
    if (parts.some(isFootPart)) return parts;
    const line = parts[0]?.line ?? 0;
    const block = tableBlock(node, tables, cellLines, line, report);
    return block ? [{ kind: 'table', line, block }] : [];
  });
}

/** Whether a piece belongs to the foot of the last page. */
export function isFootPart(part: StyledPart): boolean {
  return part.kind === 'text' && (part.style === 'recipients' || part.style === 'names');
}

function paragraphsIn(node: MammothNode): readonly MammothNode[] {
  return node.type === 'paragraph' ? [node] : (node.children ?? []).flatMap(paragraphsIn);
}

/** The text of a paragraph, and the pictures in it, each on its own. */
function paragraphParts(node: MammothNode, paragraphs: readonly ParagraphFacts[]): readonly StyledPart[] {
  const facts = paragraphs[Number(/^paragraph-(\d+)$/.exec(node.styleId ?? '')?.[1] ?? -1)];
  const line = facts?.number ?? 0;
  const texts: MarkedText[] = [];
  const figures: StyledPart[] = [];
  const walk = (each: MammothNode, marks: string): void => {
    const text =
      each.type === 'text' ? each.value : each.type === 'tab' ? '\t' : each.type === 'break' ? '\n' : undefined;
    if (text !== undefined) texts.push({ text, marks: marks.repeat(text.length) });
    else if (each.type === 'image' && each.altText) figures.push({ kind: 'figure', line, image: each.altText });
    const own = each.type === 'run' ? (/^marks-([\da-f])$/.exec(each.styleId ?? '')?.[1] ?? '0') : marks;
    for (const inner of each.children ?? []) walk(inner, own);
  };
  walk(node, '0');
  const text = joinMarked(texts);
  if (text.text === '' && figures.length > 0) return figures;
  return [{ kind: 'text', line, style: partOf(facts), text, list: facts?.list }, ...figures];
}

/** What one of our styles says; in a paragraph that has none of them, what one of Word's own styles says. */
function partOf(facts: ParagraphFacts | undefined): ParagraphStyle {
  if (facts?.part && facts.part !== 'paragraph') return facts.part;
  return (facts?.lookIsGuess ? undefined : facts?.look) ?? 'paragraph';
}
