import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import {
  type BodyElement,
  type EditorDocument,
  type EditorElement,
  type EditorText,
  elementText,
  type SourceElement,
} from './editorDocument.ts';
import { runInInlines } from './runInInlines.ts';

/** Elements are never changed in place, so what was made of one holds for as long as it lives. */
const blocks = new WeakMap<EditorElement, Block | 'empty'>();

/** Lets an element that was made of a block give that very block back for as long as it is not changed. */
export function rememberBlock(element: BodyElement, block: Block): void {
  blocks.set(element, block);
}

/** The article that the editor's document says: empty lines, items and captions are left out. */
export function toArticleContent(document: EditorDocument): ArticleContent {
  const lines = (role: EditorElement['role']) =>
    document.filter((element) => element.role === role).map((element) => elementText(element).trim());
  const [subtitle] = lines('subtitle');
  const [byline] = lines('byline');
  const source = document.find((element): element is SourceElement => element.role === 'source');
  return {
    title: lines('title').filter(Boolean).slice(0, 3),
    ...(subtitle ? { subtitle } : {}),
    ...(byline ? { byline } : {}),
    source: source ? sourceOf(source) : null,
    body: document.filter(isBody).flatMap((element) => {
      const block = blockOf(element);
      return block ? [block] : [];
    }),
  };
}

/** The block that an element of the body says; undefined for one in which nothing stands yet. */
export function blockOf(element: BodyElement): Block | undefined {
  let block = blocks.get(element);
  if (block === undefined) {
    block = makeBlock(element) ?? 'empty';
    blocks.set(element, block);
  }
  return block === 'empty' ? undefined : block;
}

/** Whether an element of the editor stands in the body, as a block of its own. */
export function isBody(element: EditorElement): element is BodyElement {
  switch (element.role) {
    case 'title':
    case 'subtitle':
    case 'byline':
    case 'source':
    case 'item':
    case 'row':
    case 'cell':
      return false;
    default:
      return true;
  }
}

function sourceOf(element: SourceElement): ArticleContent['source'] {
  const line = elementText(element).trim();
  if (line === '') return null;
  const unit = line === element.unitLine.trim() ? element.unit : line.replace(/^[（(]\s*|\s*[）)]$/g, '');
  return { unit, line };
}

function makeBlock(element: BodyElement): Block | undefined {
  switch (element.role) {
    case 'list': {
      const items = element.children.map(({ children }) => inlines(children)).filter((item) => item.length > 0);
      return items.length > 0 ? { role: 'list', ordered: element.ordered, items } : undefined;
    }
    case 'table':
      return {
        role: 'table',
        headerRows: element.headerRows,
        ...(element.columnWidths ? { columnWidths: [...element.columnWidths] } : {}),
        rows: element.children.map(({ children: cells }) =>
          cells.map(({ rowSpan, columnSpan, children }) => ({
            inlines: inlines(children),
            ...(rowSpan ? { rowSpan } : {}),
            ...(columnSpan ? { columnSpan } : {}),
          })),
        ),
      };
    case 'figure': {
      const caption = inlines(element.children);
      return { role: 'figure', image: element.image, ...(caption.length > 0 ? { caption } : {}) };
    }
    default: {
      const text = inlines(element.children);
      if (text.length === 0) return undefined;
      const holdsRunIns = element.role === 'paragraph' || element.role === 'lead';
      return { role: element.role, inlines: holdsRunIns ? runInInlines(text) : text };
    }
  }
}

/** Only the marks that an inline may have, whatever else a text carries. */
function inlines(texts: readonly EditorText[]): Inline[] {
  return texts
    .filter(({ text }) => text !== '')
    .map(({ text, bold, emphasis, superscript }) => ({
      text,
      ...(bold ? { bold } : {}),
      ...(emphasis ? { emphasis } : {}),
      ...(superscript ? { superscript } : {}),
    }));
}
