import type {
  BodyElement,
  CellElement,
  EditorText,
  RowElement,
  TableElement,
  TextElement,
} from '#shared/document/editorDocument.ts';
import { lineElement, trimmed } from '#shared/document/readPlainText.ts';
import { texts } from '#shared/document/toEditorDocument.ts';

export interface PastedHtml {
  readonly elements: readonly BodyElement[];
  /** Pictures that were left out: they are named by an address, their bytes are not in the clipboard. */
  readonly refusedImages: number;
}

const blockTags =
  /^(?:P|DIV|H[1-6]|LI|UL|OL|TABLE|BLOCKQUOTE|SECTION|ARTICLE|HEADER|FOOTER|BR|TR|CENTER|PRE|DL|DT|DD)$/;
const ignoredTags = /^(?:STYLE|SCRIPT|TITLE|META|LINK|HEAD|XML|O:P|NOSCRIPT|TEMPLATE)$/;

/** HTML of Word, WPS or a page as elements: roles and the three marks stay, every look goes. */
export function readHtml(html: string): PastedHtml {
  // Nothing of a parsed document is loaded or run.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const elements: BodyElement[] = [];
  let line: EditorText[] = [];
  const endLine = () => {
    const element = lineElement(texts(line.map(({ text, ...marks }) => ({ text, ...marks }))));
    if (element) elements.push(element);
    line = [];
  };
  const walk = (node: Node, marks: Omit<EditorText, 'text'>) => {
    if (node.nodeType === Node.TEXT_NODE) {
      line.push({ text: (node.textContent ?? '').replace(/[\n\r\t ]+/g, ' '), ...marks });
      return;
    }
    if (!(node instanceof Element) || isIgnored(node)) return;
    if (node.tagName === 'TABLE') {
      endLine();
      const table = readTable(node as HTMLTableElement);
      if (table) elements.push(table);
      return;
    }
    const isBlock = blockTags.test(node.tagName);
    if (isBlock) endLine();
    const listed = node.tagName === 'LI' ? listKind(node) : wordListKind(node);
    const start = elements.length;
    for (const child of node.childNodes) walk(child, { ...marks, ...marksOf(node) });
    if (isBlock) endLine();
    if (listed !== undefined) makeItems(elements, start, listed);
    const level = /^H([1-6])$/.exec(node.tagName)?.[1];
    if (level) makeHeadings(elements, start, Math.min(4, Number(level)));
    if (node.tagName === 'BLOCKQUOTE') makeQuotes(elements, start);
  };
  walk(body, {});
  endLine();
  return { elements, refusedImages: body.querySelectorAll('img').length };
}

function isIgnored(element: Element): boolean {
  const style = element.getAttribute('style') ?? '';
  // mso-list:Ignore holds the sign of an item of Word, which the list gives by itself.
  return ignoredTags.test(element.tagName) || /mso-list:\s*Ignore|display:\s*none|mso-hide:\s*all/i.test(style);
}

function marksOf(element: Element): Omit<EditorText, 'text'> {
  const style = element.getAttribute('style') ?? '';
  const weight = /font-weight:\s*(\w+)/i.exec(style)?.[1] ?? '';
  const isBold = /^(?:B|STRONG)$/.test(element.tagName)
    ? !/^(?:normal|400)$/.test(weight)
    : /^(?:bold|[6-9]00)$/.test(weight);
  const isRaised = element.tagName === 'SUP' || /vertical-align:\s*super/i.test(style);
  const isStressed = /text-emphasis|mso-.*emphasis/i.test(style) && !/text-emphasis:\s*none/i.test(style);
  return {
    ...(isBold ? { bold: true } : {}),
    ...(isRaised ? { superscript: true } : {}),
    ...(isStressed ? { emphasis: true } : {}),
  };
}

function listKind(item: Element): boolean {
  return item.closest('ul, ol')?.tagName === 'OL';
}

/** Word writes items as paragraphs with `mso-list`; the sign tells whether they are numbered. */
function wordListKind(element: Element): boolean | undefined {
  if (element.tagName !== 'P' || !/mso-list:\s*l\d/i.test(element.getAttribute('style') ?? '')) return undefined;
  const sign = [...element.querySelectorAll('span')].find((span) =>
    /mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? ''),
  );
  return /[0-9①-⑳a-z]/i.test(sign?.textContent ?? '');
}

function makeItems(elements: BodyElement[], from: number, ordered: boolean): void {
  const children = elements
    .splice(from)
    .flatMap((element) => (isLine(element) ? [{ role: 'item' as const, children: element.children }] : []));
  if (children.length === 0) return;
  const last = elements.at(-1);
  if (last?.role === 'list' && last.ordered === ordered) {
    elements[elements.length - 1] = { ...last, children: [...last.children, ...children] };
  } else elements.push({ role: 'list', ordered, children });
}

function makeHeadings(elements: BodyElement[], from: number, level: number): void {
  for (let index = from; index < elements.length; index += 1) {
    const element = elements[index];
    if (element?.role !== 'paragraph') continue;
    const text = element.children.map((child) => child.text).join('');
    elements[index] = { role: `heading${level as 1 | 2 | 3 | 4}`, children: [{ text }] };
  }
}

function makeQuotes(elements: BodyElement[], from: number): void {
  for (let index = from; index < elements.length; index += 1) {
    const element = elements[index];
    if (element?.role === 'paragraph') elements[index] = { ...element, role: 'quote' };
  }
}

function isLine(element: BodyElement): element is TextElement {
  return element.role !== 'list' && element.role !== 'table' && element.role !== 'figure';
}

function readTable(table: HTMLTableElement): TableElement | undefined {
  const rows = [...table.rows].map((row): RowElement => ({ role: 'row', children: [...row.cells].map(readCell) }));
  const filled = rows.filter(({ children }) => children.length > 0);
  if (filled.length === 0) return undefined;
  // A row that spans from above cover whole has no cells of its own and must stay.
  const children = rows.some(({ children: cells }) => cells.some(({ rowSpan }) => rowSpan)) ? rows : filled;
  return { role: 'table', headerRows: table.tHead?.rows.length ?? 1, children };
}

function readCell(cell: HTMLTableCellElement): CellElement {
  const text = trimmed([{ text: (cell.textContent ?? '').replace(/\s+/g, ' ') }]);
  return {
    role: 'cell',
    ...(cell.rowSpan > 1 ? { rowSpan: Math.min(500, cell.rowSpan) } : {}),
    ...(cell.colSpan > 1 ? { columnSpan: Math.min(100, cell.colSpan) } : {}),
    children: text.length > 0 ? text : [{ text: '' }],
  };
}
