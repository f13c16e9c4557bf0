/** The namespace of GB/T 33190-2016. */
export const ofdNamespace = 'http://www.ofdspec.org/2016';

/** One element as XML; attributes that are undefined are left out. `content` is markup already. */
export function ofdMarkup(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  const inside = content.join('');
  return inside === '' ? `<ofd:${name}${written}/>` : `<ofd:${name}${written}>${inside}</ofd:${name}>`;
}

/** An element as a whole file. */
export function ofdFile(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...content: readonly string[]
): Uint8Array {
  const root = ofdMarkup(name, { 'xmlns:ofd': ofdNamespace, ...attributes }, ...content);
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}

/** Text for XML 1.0; what XML cannot carry at all (§2.2) is left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign]};`);
}
