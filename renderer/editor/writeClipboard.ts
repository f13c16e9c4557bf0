import { Element, Node, Range } from 'slate';
import { type BodyElement, type EditorElement, type EditorText, editorMarks } from '#shared/document/editorDocument.ts';
import { blockOf, isBody } from '#shared/document/toArticleContent.ts';
import { toElement } from '#shared/document/toEditorDocument.ts';
import { lineAt } from './lines.ts';
import type { ArticleSlate } from './slateTypes.ts';

const fragmentType = 'application/x-slate-fragment';
const tags = {
  paragraph: 'p',
  lead: 'p',
  heading1: 'h1',
  heading2: 'h2',
  heading3: 'h3',
  heading4: 'h4',
  quote: 'blockquote',
} as const;
const markTags = { bold: 'b', emphasis: 'em', superscript: 'sup' } as const;

/**
 * Puts what is selected on the clipboard, for this program and for every other: words, roles and marks, and nothing that
 * the window shows beside them, as places found, remarks, changes, hints of empty lines, names of elements.
 */
export function writeClipboard(editor: ArticleSlate, data: Pick<DataTransfer, 'setData'>): void {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return;
  const elements = selectedElements(editor, selection);
  data.setData(fragmentType, btoa(encodeURIComponent(JSON.stringify(elements))));
  data.setData('text/html', htmlOf(elements));
  data.setData('text/plain', plainTextOf(elements));
}

/** What was copied in this program, its elements as they were written; undefined where the clipboard holds none. */
export function readFragment(data: Pick<DataTransfer, 'getData'>): readonly EditorElement[] | undefined {
  const encoded = data.getData(fragmentType);
  if (encoded === '') return undefined;
  try {
    return JSON.parse(decodeURIComponent(atob(encoded))) as EditorElement[];
  } catch {
    return undefined;
  }
}

/** Of one line only the words are taken, so that they join the line into which they are put. */
function selectedElements(editor: ArticleSlate, selection: Range): readonly BodyElement[] {
  const [start, end] = Range.edges(selection);
  const first = lineAt(editor, start);
  const last = lineAt(editor, end);
  const fragment = Node.fragment(editor, selection).filter((node) => Element.isElement(node));
  if (first && last && first[0] === last[0]) {
    const texts = fragment.flatMap((node) => [...Node.texts(node)].map(([text]) => text));
    return [asBody({ role: 'paragraph', children: texts })];
  }
  return fragment.flatMap((element) => {
    if (isBody(element)) return [asBody(element)];
    return Node.string(element) === ''
      ? []
      : [asBody({ role: 'paragraph', children: [{ text: Node.string(element) }] })];
  });
}

function asBody(element: BodyElement): BodyElement {
  const block = blockOf(element);
  return block ? structuredClone(toElement(block)) : { role: 'paragraph', children: [{ text: '' }] };
}

function htmlOf(elements: readonly BodyElement[]): string {
  return elements.map(elementHtml).join('\n');
}

function elementHtml(element: BodyElement): string {
  switch (element.role) {
    case 'list': {
      const tag = element.ordered ? 'ol' : 'ul';
      return `<${tag}>${element.children.map(({ children }) => `<li>${textsHtml(children)}</li>`).join('')}</${tag}>`;
    }
    case 'table': {
      const rows = element.children.map(({ children }, row) => {
        const tag = row < element.headerRows ? 'th' : 'td';
        const cells = children.map(({ rowSpan, columnSpan, children: texts }) => {
          const spans = `${rowSpan ? ` rowspan="${rowSpan}"` : ''}${columnSpan ? ` colspan="${columnSpan}"` : ''}`;
          return `<${tag}${spans}>${textsHtml(texts)}</${tag}>`;
        });
        return `<tr>${cells.join('')}</tr>`;
      });
      const head = rows.slice(0, element.headerRows).join('');
      const rest = rows.slice(element.headerRows).join('');
      return `<table border="1">${head && `<thead>${head}</thead>`}<tbody>${rest}</tbody></table>`;
    }
    case 'figure':
      return element.children.some(({ text }) => text !== '') ? `<p>${textsHtml(element.children)}</p>` : '';
    default: {
      const tag = tags[element.role];
      return `<${tag}>${textsHtml(element.children)}</${tag}>`;
    }
  }
}

function textsHtml(texts: readonly EditorText[]): string {
  return texts
    .map((one) =>
      editorMarks.reduce(
        (html, mark) => (one[mark] ? `<${markTags[mark]}>${html}</${markTags[mark]}>` : html),
        one.text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
      ),
    )
    .join('');
}

function plainTextOf(elements: readonly BodyElement[]): string {
  return elements
    .map((element) => {
      if (element.role === 'table') {
        return element.children.map((row) => row.children.map((cell) => Node.string(cell)).join('\t')).join('\n');
      }
      return element.role === 'list'
        ? element.children.map((item) => Node.string(item)).join('\n')
        : Node.string(element);
    })
    .join('\n');
}
