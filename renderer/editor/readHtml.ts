import type { BodyElement, EditorText, ItemElement, TextElement } from '#shared/document/editorDocument.ts';
import { joinLines, lineElement, linesOf, trimmed } from '#shared/document/readPlainText.ts';
import { texts } from '#shared/document/toEditorDocument.ts';
import { isSymbolFont, isUnseen, type Marks, marksIn, type Style, styleOf, symbolText } from './htmlStyle.ts';
import { isLayout, readTable } from './readTable.ts';

export interface PastedHtml {
  readonly elements: readonly BodyElement[];
  /** Pictures that were left out: they are named by an address, their bytes are not in the clipboard. */
  readonly refusedImages: number;
}

const blockTags =
  /^(?:P|DIV|H[1-6]|LI|UL|OL|TABLE|BLOCKQUOTE|SECTION|ARTICLE|HEADER|FOOTER|MAIN|ASIDE|NAV|FIGURE|FIGCAPTION|CAPTION|HR|BR|TR|TD|TH|CENTER|PRE|DL|DT|DD|ADDRESS|DETAILS|SUMMARY|FIELDSET|FORM)$/;

/** HTML of Word, WPS, Excel or a page as elements: roles and the three marks stay, every look goes. */
export function readHtml(html: string): PastedHtml {
  // Nothing of a parsed document is loaded or run.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const reader = createReader();
  reader.walk(body, {});
  return { elements: reader.end(), refusedImages: reader.refusedImages() };
}

interface Reader {
  readonly walk: (node: Node, marks: Marks) => void;
  readonly end: () => BodyElement[];
  readonly refusedImages: () => number;
}

function createReader(): Reader {
  const elements: BodyElement[] = [];
  let line: EditorText[] = [];
  let refusedImages = 0;
  /** Inside the instruction of a field, as HYPERLINK or PAGE, of which only the result is text. */
  let isInstruction = false;

  const endLine = () => {
    const element = lineElement(withoutBreaks(line));
    if (element) elements.push(element);
    line = [];
  };
  const takeText = (node: Node, marks: Marks) => {
    const { parentElement, textContent } = node;
    if (isInstruction || !textContent) return;
    if (parentElement?.closest('pre')) {
      for (const [index, one] of textContent.split(/\r\n?|\n/).entries()) {
        if (index > 0) endLine();
        line.push({ text: one, ...marks });
      }
      return;
    }
    const isSymbol = parentElement !== null && isSymbolFont(styleOf(parentElement));
    line.push({ text: isSymbol ? symbolText(textContent) : textContent, ...marks });
  };
  const takeTable = (table: HTMLTableElement) => {
    endLine();
    const read = readTable(table, (cell) => {
      const inside = createReader();
      for (const child of cell.childNodes) inside.walk(child, {});
      const found = inside.end();
      refusedImages += inside.refusedImages();
      return withoutWholeBold(joinLines(linesOf(found)));
    });
    if (read) elements.push(read);
  };
  const walk = (node: Node, marks: Marks) => {
    if (node.nodeType === Node.TEXT_NODE) return takeText(node, marks);
    if (!(node instanceof Element)) return;
    const style = styleOf(node);
    const field = style.get('mso-element');
    if (field === 'field-begin') isInstruction = true;
    else if (field === 'field-separator' || field === 'field-end') isInstruction = false;
    if (isUnseen(node, style)) return;
    const tag = node.tagName.toUpperCase();
    if (tag === 'IMG' || tag === 'V:IMAGEDATA') refusedImages += isSpacer(node) ? 0 : 1;
    if (node instanceof HTMLTableElement && !isLayout(node)) return takeTable(node);
    const isBlock = blockTags.test(tag);
    if (isBlock) endLine();
    const start = elements.length;
    const sign = tag === 'P' ? wordSign(node, style) : undefined;
    if (sign && isPartOfText(sign.text)) line.push({ text: sign.text });
    for (const child of node.childNodes) walk(child, marksIn(node, style, marks));
    if (isBlock) endLine();
    if (tag === 'LI') makeItems(elements, start, node.parentElement?.tagName === 'OL');
    else if (sign && !isPartOfText(sign.text)) makeItems(elements, start, sign.isOrdered);
    makeHeadings(elements, start, headingLevel(tag, style));
    if (tag === 'BLOCKQUOTE') makeQuotes(elements, start);
  };
  return {
    walk,
    end: () => {
      endLine();
      return elements;
    },
    refusedImages: () => refusedImages,
  };
}

/** A picture of one dot holds a place or counts readers. */
function isSpacer(image: Element): boolean {
  return [image.getAttribute('width'), image.getAttribute('height')].some((size) => size === '0' || size === '1');
}

const wide = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}‘’“”…—]/u;

/**
 * One line of several texts, its blanks as a browser shows them: many are one, and a line of the source that is broken
 * between two Han characters leaves none.
 */
function withoutBreaks(line: readonly EditorText[]): EditorText[] {
  const whole = line.map(({ text }) => text).join('');
  let at = 0;
  let isBlankBefore = true;
  return texts(
    line.map(({ text, ...marks }) => {
      const start = at;
      at += text.length;
      let shown = '';
      for (let index = 0; index < text.length; index += 1) {
        const sign = text[index] ?? '';
        if (!/[ \t\r\n\u00a0]/.test(sign)) {
          shown += sign;
          isBlankBefore = false;
          continue;
        }
        const run = /^[ \t\r\n\u00a0]+/.exec(whole.slice(start + index))?.[0] ?? sign;
        const before = whole[start + index - 1] ?? '';
        const after = whole[start + index + run.length] ?? '';
        const isBroken = /[\r\n]/.test(run) && !run.includes('\u00a0') && wide.test(before) && wide.test(after);
        if (!isBlankBefore && !isBroken) shown += ' ';
        isBlankBefore = true;
        index += run.length - 1;
      }
      return { text: shown, ...marks };
    }),
  );
}

/** Word and WPS write an item as a paragraph with its sign in it; none where it is no item. */
function wordSign(
  paragraph: Element,
  style: Style,
): { readonly text: string; readonly isOrdered: boolean } | undefined {
  if (!/^l\d+\s+level\d/.test(style.get('mso-list') ?? '')) return undefined;
  const ignored = [...paragraph.querySelectorAll('span')].find((span) => styleOf(span).get('mso-list') === 'ignore');
  const text = (ignored?.textContent ?? '').replace(/[\s\u00a0\u3000]+/g, '');
  const font = [ignored, ignored?.parentElement].some((one) => one && isSymbolFont(styleOf(one)));
  const isOrdered =
    !font && /^[（(]?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+|[①-⑳]|[一二三四五六七八九十]+)[.)）、．]?$/i.test(text);
  return { text, isOrdered };
}

/** 一、 （二） 第三条: the number of a heading or an article of a rule is read as part of it, and referred to. */
function isPartOfText(sign: string): boolean {
  return /^(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|第.+[章节条款部分])$/.test(sign);
}

function headingLevel(tag: string, style: Style): number | undefined {
  const level =
    /^H([1-6])$/.exec(tag)?.[1] ??
    (tag === 'P' ? /^[1-9]$/.exec(style.get('mso-outline-level') ?? '')?.[0] : undefined);
  return level === undefined ? undefined : Math.min(4, Number(level));
}

/** What stands in one item is one item, a list inside it goes on as items; a table stands behind it. */
function makeItems(elements: BodyElement[], from: number, ordered: boolean): void {
  let own: TextElement[] = [];
  const made = elements.splice(from);
  const endItem = () => {
    if (own.length > 0) addItems(elements, ordered, [{ role: 'item', children: joinLines(own) }]);
    own = [];
  };
  for (const element of made) {
    if (isLine(element)) own.push(element);
    else {
      endItem();
      if (element.role === 'list') addItems(elements, ordered, element.children);
      else elements.push(element);
    }
  }
  endItem();
}

function addItems(elements: BodyElement[], ordered: boolean, items: readonly ItemElement[]): void {
  const last = elements.at(-1);
  if (last?.role === 'list' && last.ordered === ordered) {
    elements[elements.length - 1] = { ...last, children: [...last.children, ...items] };
  } else elements.push({ role: 'list', ordered, children: [...items] });
}

function makeHeadings(elements: BodyElement[], from: number, level: number | undefined): void {
  if (level === undefined) return;
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

/** Bold of a whole cell is the look of a header. */
function withoutWholeBold(line: readonly EditorText[]): EditorText[] {
  const isWhole = line.every(({ text, bold }) => bold || text.trim() === '');
  return trimmed(isWhole ? texts(line.map(({ bold: _bold, ...rest }) => rest)) : line);
}
