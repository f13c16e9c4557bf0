/** One element of a package: text, or children, before which text may stand. */
export interface EepElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly children?: readonly EepElement[];
}

/** Where a file's bytes stand; their place is empty in what is signed, which holds their hashes. */
export const dataName = '编码数据';

/** A leaf, left out by `branch` where there is nothing to say. */
export function leaf(
  name: string,
  text: string | number | undefined,
  attributes?: Readonly<Record<string, string>>,
): EepElement {
  return { name, ...(attributes ? { attributes } : {}), text: text === undefined ? '' : writableText(String(text)) };
}

/** An element with those of the children that say something. */
export function branch(
  name: string,
  children: readonly EepElement[],
  attributes?: Readonly<Record<string, string>>,
): EepElement {
  const said = children.filter(({ text, children: all }) => text !== '' || all);
  return { name, ...(attributes ? { attributes } : {}), children: said };
}

/** Controls but tabs and line ends, and what stands for something unreadable. */
export const unwritable = /(?![\t\n\r])[\p{Cc}\ufffd-\uffff]/gu;

/** What XML 1.0 cannot carry is left out: controls but line ends and tabs, and halves of pairs. */
function writableText(text: string): string {
  return text.toWellFormed().replace(unwritable, '');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
const characters = new Map(Object.entries(escapes).map(([character, written]) => [written, character] as const));

function escaped(text: string): string {
  return text.replace(/[&<>"\r\n\t]/g, (character) => escapes[character] ?? character);
}

function unescaped(text: string): string {
  return text.replace(/&(?:\w+|#\d+);/g, (written) => characters.get(written) ?? written);
}

/** The one text of an element: a line a tag or a leaf, nothing indented. */
export function elementText({ name, attributes = {}, text, children }: EepElement): string {
  const head = `${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}`;
  if (children) return `<${head}>${escaped(text ?? '')}\n${children.map(elementText).join('')}</${name}>\n`;
  return `<${head}>${escaped(text ?? '')}</${name}>\n`;
}

/** What a text breaks off from being an element; `line` counts from 0. */
export class ElementFault extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`line ${line + 1} is no element`);
    this.line = line;
  }
}

const deepest = 24;

/** Reads what `elementText` has written, from line `from` on. Throws ElementFault; whether the text is canonical is not asked. */
export function readElement(
  lines: readonly string[],
  from = 0,
  depth = 0,
): { readonly element: EepElement; readonly next: number } {
  const line = lines[from] ?? '';
  const head = /^<([^\s<>/"&]+)((?: [^\s<>="&]+="[^<>"]*")*)>/.exec(line);
  const [opening = '', name = '', given = ''] = head ?? [];
  if (!head || depth > deepest) throw new ElementFault(from);
  const attributes = Object.fromEntries(
    [...given.matchAll(/ ([^=]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)]),
  );
  const attributed = given === '' ? {} : { attributes };
  const rest = line.slice(opening.length);
  const closing = `</${name}>`;
  const isLeaf = rest.endsWith(closing);
  const text = isLeaf ? rest.slice(0, -closing.length) : rest;
  if (text.includes('<') || text.includes('>')) throw new ElementFault(from);
  if (isLeaf) return { element: { name, ...attributed, text: unescaped(text) }, next: from + 1 };
  const children: EepElement[] = [];
  let next = from + 1;
  while (lines[next] !== `</${name}>`) {
    if (next >= lines.length) throw new ElementFault(from);
    const child = readElement(lines, next, depth + 1);
    children.push(child.element);
    next = child.next;
  }
  const before = text === '' ? {} : { text: unescaped(text) };
  return { element: { name, ...attributed, ...before, children }, next: next + 1 };
}

/** The text of the leaf at a path of names below an element, the first of each; undefined where there is none. */
export function textAt(element: EepElement | undefined, ...path: readonly string[]): string | undefined {
  return elementAt(element, ...path)?.text;
}

export function elementAt(element: EepElement | undefined, ...path: readonly string[]): EepElement | undefined {
  return path.reduce<EepElement | undefined>(
    (found, name) => found?.children?.find((child) => child.name === name),
    element,
  );
}

/** All elements of a name directly below one. */
export function elementsAt(element: EepElement | undefined, name: string): readonly EepElement[] {
  return element?.children?.filter((child) => child.name === name) ?? [];
}
