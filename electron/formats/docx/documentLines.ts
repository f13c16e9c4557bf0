import { joinMarked, type MarkedText, markedInlines, sliceMarked } from '#formats/text/markedText.ts';
import {
  endsSentence,
  isPageNumber,
  objectCharacter,
  type ReportEntry,
  type TextLine,
} from '#formats/text/textLine.ts';
import { headingRole } from '#shared/document/headingRole.ts';
import { isLayoutTable, layoutTableLines, tableBlock } from './documentTable.ts';
import type { MammothNode } from './mammothNode.ts';
import type { ParagraphFacts } from './paragraphFacts.ts';
import type { PreparedBody } from './prepareBody.ts';

/** Mammoth's document as the lines of the text reader. */
export function documentLines(root: MammothNode, prepared: PreparedBody, report: ReportEntry[]): readonly TextLine[] {
  const nodes = root.children ?? [];
  const linesOf = (node: MammothNode, index: number): readonly TextLine[] => {
    if (node.type === 'paragraph')
      return paragraphLines(node, prepared.paragraphs, neighbours(nodes, index, prepared), report);
    if (node.type !== 'table') return [];
    const cellLines = (cell: MammothNode) =>
      (cell.children ?? []).flatMap((each) => paragraphLines(each, prepared.paragraphs, false, report));
    const line = firstNumber(node, prepared.paragraphs);
    if (isLayoutTable(node, index, nodes.length, cellLines)) {
      report.push({ line, kind: 'layoutTable', message: '用来排版的表格按行读入' });
      return layoutTableLines(node, cellLines);
    }
    const block = tableBlock(node, prepared.tables, cellLines, line, report);
    return block ? [{ line, text: objectCharacter, indented: false, block }] : [];
  };
  let above: 'text' | 'blank' | 'page' = 'text';
  const lines = nodes.flatMap((node, index): readonly TextLine[] => {
    const said = report.length;
    const [first, ...rest] = linesOf(node, index);
    if (!first) {
      const isPage = report.slice(said).some(({ kind }) => kind === 'pageNumber');
      if (isPage) above = 'page';
      else if (above === 'text') above = 'blank';
      return [];
    }
    const [gap, afterPage] = [above === 'blank', above === 'page'];
    above = 'text';
    return [gap || afterPage ? { ...first, gap, afterPage } : first, ...rest];
  });
  return withCaptions(lines);
}

/** Whether the paragraph before or after is of the same automatic list. */
function neighbours(nodes: readonly MammothNode[], index: number, { paragraphs }: PreparedBody): boolean {
  const key = (node: MammothNode | undefined) => node && factsOf(node, paragraphs)?.list?.key;
  const own = key(nodes[index]);
  return own !== undefined && (key(nodes[index - 1]) === own || key(nodes[index + 1]) === own);
}

function factsOf({ styleId }: MammothNode, paragraphs: readonly ParagraphFacts[]): ParagraphFacts | undefined {
  return styleId?.startsWith('paragraph-') ? paragraphs[Number(styleId.slice('paragraph-'.length))] : undefined;
}

function firstNumber(node: MammothNode, paragraphs: readonly ParagraphFacts[]): number {
  if (node.type === 'paragraph') return factsOf(node, paragraphs)?.number ?? 0;
  for (const each of node.children ?? []) {
    const found = firstNumber(each, paragraphs);
    if (found > 0) return found;
  }
  return 0;
}

type Piece = MarkedText | { readonly image: string };

/** A paragraph's lines: soft breaks part them, pictures stand on their own. */
function paragraphLines(
  node: MammothNode,
  paragraphs: readonly ParagraphFacts[],
  inList: boolean,
  report: ReportEntry[],
): readonly TextLine[] {
  if (node.type === 'table')
    return (node.children ?? []).flatMap((each) => paragraphLines(each, paragraphs, false, report));
  if (node.type === 'tableRow' || node.type === 'tableCell') {
    return (node.children ?? []).flatMap((each) => paragraphLines(each, paragraphs, false, report));
  }
  const facts = factsOf(node, paragraphs);
  const line = facts?.number ?? paragraphs[paragraphs.length - 1]?.number ?? 1;
  const lines: TextLine[] = [];
  for (const [index, piece] of pieces(node).entries()) {
    if ('image' in piece) {
      lines.push({ line, text: objectCharacter, indented: false, block: { role: 'figure', image: piece.image } });
      continue;
    }
    const typed = index === 0 ? withLabel(piece, facts, inList, report) : { text: piece, list: undefined };
    const trimmed = trim(typed.text);
    if (trimmed.text === '') continue;
    if (isPageNumber(trimmed.text)) {
      report.push({ line, kind: 'pageNumber', message: `去掉页码：${trimmed.text}` });
      continue;
    }
    const blank = /^(?:\u3000|\t| {2})/.test(piece.text);
    const look = facts && lookOf(facts, trimmed.text, report);
    lines.push({
      line,
      ...trimmed,
      indented: blank || (index === 0 && (facts?.indented ?? false)),
      rightAligned: facts?.rightAligned || /^[ \t\u3000]{12,}/.test(piece.text),
      look: look === 'caption' ? undefined : look,
      list: typed.list,
    });
  }
  return lines;
}

function lookOf({ look, lookIsGuess, number, label }: ParagraphFacts, text: string, report: ReportEntry[]) {
  if (!look?.startsWith('heading') || !lookIsGuess || label !== '') return look;
  if (headingRole(text) || endsSentence(text)) return undefined;
  report.push({ line: number, kind: 'unsure', message: `整段加粗或黑体，可能是小标题：${text}` });
  return look;
}

/** The number that Word shows, typed; items of a list keep none, for the list says it. */
function withLabel(piece: MarkedText, facts: ParagraphFacts | undefined, inList: boolean, report: ReportEntry[]) {
  if (!facts?.list || piece.text.trim() === '') return { text: piece, list: undefined };
  const { list, label, number, look } = facts;
  if (list.kind === 'bulleted') return { text: piece, list: list.kind };
  const text = piece.text.trim();
  const chinese = /[〇一二三四五六七八九十]/.test(label);
  const isHeading = chinese || label === '' || (headingRole(label + text) && (!inList || look?.startsWith('heading')));
  if (!isHeading) return { text: piece, list: list.kind };
  if (label !== '')
    report.push({ line: number, kind: 'numbering', message: `自动编号改为文字：${label}${text.slice(0, 12)}` });
  const shown = /[\w]$/.test(label) ? `${label} ` : label;
  return { text: joinMarked([{ text: shown }, trim(piece)]), list: undefined };
}

function trim(piece: MarkedText): MarkedText {
  const from = piece.text.length - piece.text.replace(/^[\s\ufeff]+/, '').length;
  const plain = sliceMarked(piece, from, piece.text.replace(/\s+$/, '').length);
  return plain.marks && /^0*$/.test(plain.marks) ? { text: plain.text } : plain;
}

function pieces(node: MammothNode): readonly Piece[] {
  const result: Piece[] = [];
  let current: MarkedText[] = [];
  const close = () => {
    result.push(joinMarked(current));
    current = [];
  };
  const walk = (each: MammothNode, marks: string): void => {
    if (each.type === 'text') {
      const text = each.value ?? '';
      current.push({ text, marks: marks.repeat(text.length) });
    } else if (each.type === 'tab') current.push({ text: '\t', marks });
    else if (each.type === 'break') close();
    else if (each.type === 'image') {
      close();
      if (each.altText) result.push({ image: each.altText });
    } else {
      const own = each.type === 'run' ? (/^marks-([\da-f])$/.exec(each.styleId ?? '')?.[1] ?? '0') : marks;
      for (const inner of each.children ?? []) walk(inner, own);
    }
  };
  walk(node, '0');
  close();
  return result;
}

/** 图1 … under a picture is its caption. */
function withCaptions(lines: readonly TextLine[]): readonly TextLine[] {
  const result: TextLine[] = [];
  for (const line of lines) {
    const last = result[result.length - 1];
    const isCaption = /^图\s*[\d一二三四五六七八九十]*[\s：:．.、]/.test(line.text) && line.text.length <= 50;
    if (last?.block?.role === 'figure' && !last.block.caption && isCaption && !endsSentence(line.text)) {
      result[result.length - 1] = { ...last, block: { ...last.block, caption: markedInlines(line) } };
    } else result.push(line);
  }
  return result;
}
