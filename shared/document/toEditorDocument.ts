import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import {
  type BodyElement,
  type EditorDocument,
  type EditorText,
  editorMarks,
  type HeadElement,
  type TopElement,
} from './editorDocument.ts';
import { rememberBlock } from './toArticleContent.ts';

/** The editor's document of an article. A title line and a source line are always there to be written into. */
export function toEditorDocument(content: ArticleContent): EditorDocument {
  const title = content.title.length > 0 ? content.title : [''];
  const body = content.body.map(toElement);
  const line = content.source?.line ?? '';
  const elements: TopElement[] = [...title.map((text) => head('title', text))];
  if (content.subtitle !== undefined) elements.push(head('subtitle', content.subtitle));
  if (content.byline !== undefined) elements.push(head('byline', content.byline));
  elements.push(...(body.length > 0 ? body : [emptyParagraph()]));
  elements.push({ role: 'source', unit: content.source?.unit ?? '', unitLine: line, children: [{ text: line }] });
  return elements;
}

/** A paragraph to be written into. */
export function emptyParagraph(): BodyElement {
  return { role: 'paragraph', children: [{ text: '' }] };
}

/** A block as an element; unchanged, it comes back as the very same block. */
export function toElement(block: Block): BodyElement {
  const element = elementOf(block);
  rememberBlock(element, block);
  return element;
}

function head(role: HeadElement['role'], text: string): HeadElement {
  return { role, children: [{ text }] };
}

function elementOf(block: Block): BodyElement {
  switch (block.role) {
    case 'list':
      return {
        role: 'list',
        ordered: block.ordered,
        children: block.items.map((item) => ({ role: 'item', children: texts(item) })),
      };
    case 'table':
      return {
        role: 'table',
        headerRows: block.headerRows,
        ...(block.columnWidths ? { columnWidths: block.columnWidths } : {}),
        children: block.rows.map((row) => ({
          role: 'row',
          children: row.map(({ inlines, rowSpan, columnSpan }) => ({
            role: 'cell',
            ...(rowSpan ? { rowSpan } : {}),
            ...(columnSpan ? { columnSpan } : {}),
            children: texts(inlines),
          })),
        })),
      };
    case 'figure':
      return { role: 'figure', image: block.image, children: texts(block.caption ?? []) };
    default:
      return { role: block.role, children: texts(block.inlines) };
  }
}

/** Neighbours with the same marks are one text, as the editor keeps them. */
export function texts(inlines: readonly Inline[]): EditorText[] {
  const result: EditorText[] = [];
  for (const { text, bold, emphasis, superscript } of inlines) {
    const marks = {
      ...(bold ? { bold } : {}),
      ...(emphasis ? { emphasis } : {}),
      ...(superscript ? { superscript } : {}),
    };
    const last = result.at(-1);
    const isSame = last && editorMarks.every((mark) => last[mark] === marks[mark]);
    if (isSame) result[result.length - 1] = { ...last, text: last.text + text };
    else result.push({ text, ...marks });
  }
  return result.length > 0 ? result : [{ text: '' }];
}
