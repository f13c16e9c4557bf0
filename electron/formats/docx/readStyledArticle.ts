import { markedInlines } from '#formats/text/markedText.ts';
import { articleId } from '#formats/text/readArticle.ts';
import { readSource } from '#formats/text/readSource.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import type { Article, ArticleContent } from '#shared/issue/article.ts';
import { type Block, type TextRole, textRoles } from '#shared/issue/block.ts';
import { subtitleLine } from '#shared/layout/printedLines.ts';
import type { ParagraphStyle } from './bulletinStyles.ts';
import type { StyledPart } from './styledParts.ts';

type TextPart = Extract<StyledPart, { kind: 'text' }>;

/** One article from the paragraph of its title and what stands below it. */
export function readStyledArticle([title, ...parts]: readonly StyledPart[], report: ReportEntry[]): Article {
  const only = (style: ParagraphStyle): TextPart | undefined =>
    parts.find((part): part is TextPart => part.kind === 'text' && part.style === style && part.text.text !== '');
  const [subtitle, byline, source] = [only('subtitle'), only('byline'), only('source')];
  const taken: readonly (StyledPart | undefined)[] = [subtitle, byline, source];
  const content: ArticleContent = {
    title: title?.kind === 'text' ? titleLines(title.text.text) : [],
    ...(subtitle ? { subtitle: withoutDash(subtitle.text.text) } : {}),
    ...(byline ? { byline: byline.text.text } : {}),
    source: source ? { unit: readSource(source.text.text)?.unit ?? source.text.text, line: source.text.text } : null,
    body: styledBlocks(parts.filter((part) => !taken.includes(part))),
  };
  if (parts.length === 0) {
    report.push({ line: title?.line ?? 1, kind: 'unsure', message: `题目下面没有内容：${content.title.join('')}` });
  }
  return { id: articleId(content), ...content };
}

/** At most three; what a hand broke into more stays in the third. */
function titleLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), lines.slice(2).join('')];
}

/** A subtitle that is nothing but its dash would be an empty one. */
function withoutDash(text: string): string {
  const dash = subtitleLine('');
  return text.startsWith(dash) && text !== dash ? text.slice(dash.length) : text;
}

function styledBlocks(parts: readonly StyledPart[]): Block[] {
  const blocks: Block[] = [];
  /** The list that the next item goes on with, as Word counts lists. */
  let openList: string | undefined;
  for (const part of parts) {
    const last = blocks[blocks.length - 1];
    if (part.kind === 'table') blocks.push(part.block);
    else if (part.kind === 'figure') blocks.push({ role: 'figure', image: part.image });
    else if (part.text.text === '') continue;
    else if (part.list) {
      const { kind, key } = part.list;
      const item = markedInlines(part.text);
      if (last?.role === 'list' && openList === key) last.items.push(item);
      else blocks.push({ role: 'list', ordered: kind === 'ordered', items: [item] });
      openList = key;
    } else if (part.style === 'caption' && last?.role === 'figure' && !last.caption) {
      last.caption = markedInlines(part.text);
    } else blocks.push({ role: textRole(part.style), inlines: markedInlines(part.text) });
  }
  return blocks;
}

/** A paragraph whose style is of another place, such as a second source line, stays as running text. */
function textRole(style: ParagraphStyle): TextRole {
  return textRoles.find((role) => role === style) ?? 'paragraph';
}
