/** An element of a package part, its prefix made the usual one for its namespace whatever the writer called it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** The part is no well-formed XML, or holds what no office program writes into one. */
export class MalformedXmlError extends Error {
  override readonly name = 'MalformedXmlError';
}

const transitional = 'http://schemas.openxmlformats.org';
const strict = 'http://purl.oclc.org/ooxml';
const prefixes: Readonly<Record<string, string>> = {
  [`${transitional}/wordprocessingml/2006/main`]: 'w',
  [`${strict}/wordprocessingml/main`]: 'w',
  [`${transitional}/officeDocument/2006/relationships`]: 'r',
  [`${strict}/officeDocument/relationships`]: 'r',
  [`${transitional}/officeDocument/2006/math`]: 'm',
  [`${strict}/officeDocument/math`]: 'm',
  [`${transitional}/drawingml/2006/main`]: 'a',
  [`${strict}/drawingml/main`]: 'a',
  [`${transitional}/drawingml/2006/picture`]: 'pic',
  [`${strict}/drawingml/picture`]: 'pic',
  [`${transitional}/drawingml/2006/wordprocessingDrawing`]: 'wp',
  [`${strict}/drawingml/wordprocessingDrawing`]: 'wp',
  [`${transitional}/markup-compatibility/2006`]: 'mc',
  [`${transitional}/package/2006/relationships`]: '',
  [`${transitional}/package/2006/metadata/core-properties`]: 'cp',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'urn:schemas-microsoft-com:vml': 'v',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};
const namespaces = Object.entries(prefixes).filter(([uri, prefix]) => uri.startsWith(transitional) && prefix !== '');

const tokenPattern =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
/** Word nests some thirty deep, tables in tables included; beyond this a file is made to exhaust the stack. */
const deepest = 400;

/** Reads a part of a package. Document types are refused: no office program writes them, and entities could swell without end. */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decodeXml(bytes);
  const root: { children: (XmlElement | string)[] } = { children: [] };
  const open: { raw: string; scope: Readonly<Record<string, string>>; children: (XmlElement | string)[] }[] = [];
  let scope: Readonly<Record<string, string>> = { xml: 'http://www.w3.org/XML/1998/namespace' };
  let children = root.children;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const match = tokenPattern.exec(text);
    if (!match) throw new MalformedXmlError('unexpected markup');
    const [, data, closing, opening, written = '', empty, characters] = match;
    if (data !== undefined) children.push(data);
    else if (characters !== undefined) children.push(decodeEntities(characters));
    else if (opening !== undefined) {
      const inner = { ...scope };
      const attributes: Record<string, string> = {};
      const pairs = [...written.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
      for (const [, key = '', double, single] of pairs) {
        const value = decodeEntities(double ?? single ?? '');
        if (key === 'xmlns') inner[''] = value;
        else if (key.startsWith('xmlns:')) inner[key.slice(6)] = value;
        else attributes[key] = value;
      }
      const named = Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [key.includes(':') ? canonicalName(key, inner) : key, value]),
      );
      const element = { name: canonicalName(opening, inner), attributes: named, children: [] };
      children.push(element);
      if (empty) continue;
      if (open.length > deepest) throw new MalformedXmlError('nested too deep');
      open.push({ raw: opening, scope, children });
      scope = inner;
      children = element.children;
    } else if (closing !== undefined) {
      const last = open.pop();
      if (last?.raw !== closing) throw new MalformedXmlError('an element is not closed');
      ({ scope, children } = last);
    }
  }
  const element = root.children.find((child) => typeof child !== 'string');
  if (open.length > 0 || element === undefined || typeof element === 'string') throw new MalformedXmlError('cut off');
  return element;
}

function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new MalformedXmlError('not in its encoding');
    throw error;
  }
}

function canonicalName(name: string, scope: Readonly<Record<string, string>>): string {
  const at = name.indexOf(':');
  const uri = scope[at < 0 ? '' : name.slice(0, at)];
  const prefix = uri === undefined ? undefined : prefixes[uri];
  const local = name.slice(at + 1);
  if (prefix === undefined) return at < 0 ? local : `other:${local}`;
  return prefix === '' ? local : `${prefix}:${local}`;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return entities[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** An element as the XML of a whole part. */
export function writeXml({ name, attributes, children }: XmlElement): string {
  const declared = Object.fromEntries(namespaces.map(([uri, prefix]) => [`xmlns:${prefix}`, uri]));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${written({ name, attributes: { ...declared, ...attributes }, children })}`;
}

function written(node: XmlElement | string): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries(node.attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${node.name}${attributes.join('')}>${node.children.map(written).join('')}</${node.name}>`;
}

/** Readers that know XML 1.1 take the line ends of other systems for a line feed, unless they are written as numbers. */
function escaped(text: string): string {
  return text.replace(/[&<>"\r\u0085\u2028]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
