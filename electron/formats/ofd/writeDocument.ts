import { decimal } from './decimal.ts';
import type { DocumentFacts } from './documentFacts.ts';
import type { OutlineEntry } from './issueOutline.ts';
import { escapeXml, ofdFile, ofdMarkup } from './ofdMarkup.ts';
import { type OfdPermissions, permissionsMarkup } from './ofdPermissions.ts';

export interface DocumentParts {
  readonly lastId: number;
  /** Physical box of the pages, as written. */
  readonly area: string;
  readonly hasDocumentResources: boolean;
  readonly pages: readonly { readonly id: number; readonly path: string }[];
  readonly outline: readonly OutlineEntry[];
  readonly permissions: OfdPermissions | undefined;
}

/** OFD.xml: what the document says about itself, and where it begins. OFD-A marks itself by its type. */
export function writeEntry(facts: DocumentFacts, isArchive: boolean): Uint8Array {
  const text = (name: string, value: string | undefined) => (value ? ofdMarkup(name, {}, escapeXml(value)) : '');
  const custom = facts.custom.map(([name, value]) => ofdMarkup('CustomData', { Name: name }, escapeXml(value)));
  const information = ofdMarkup(
    'DocInfo',
    {},
    text('DocID', facts.id),
    text('Title', facts.title),
    text('Author', facts.author),
    text('Subject', facts.subject),
    text('CreationDate', facts.date),
    text('ModDate', facts.date),
    text('Creator', 'Neikan 内刊工作站'),
    custom.length > 0 ? ofdMarkup('CustomDatas', {}, ...custom) : '',
  );
  const body = ofdMarkup('DocBody', {}, information, ofdMarkup('DocRoot', {}, 'Doc_0/Document.xml'));
  return ofdFile('OFD', { Version: '1.0', DocType: isArchive ? 'OFD-A' : 'OFD' }, body);
}

/** Document.xml: pages, resources, outline. */
export function writeDocument(parts: DocumentParts): Uint8Array {
  const common = ofdMarkup(
    'CommonData',
    {},
    ofdMarkup('MaxUnitID', {}, String(parts.lastId)),
    parts.area,
    ofdMarkup('PublicRes', {}, 'PublicRes.xml'),
    parts.hasDocumentResources ? ofdMarkup('DocumentRes', {}, 'DocumentRes.xml') : '',
  );
  const pages = parts.pages.map(({ id, path }) => ofdMarkup('Page', { ID: id, BaseLoc: path }));
  const outline = parts.outline.map((entry) => outlineMarkup(entry, parts.pages));
  return ofdFile(
    'Document',
    {},
    common,
    ofdMarkup('Pages', {}, ...pages),
    outline.length > 0 ? ofdMarkup('Outlines', {}, ...outline) : '',
    parts.permissions ? permissionsMarkup(parts.permissions) : '',
  );
}

/** Page area of one size; the paper is all that is said of it. */
export function areaMarkup(name: 'PageArea' | 'Area', width_mm: number, height_mm: number): string {
  return ofdMarkup(name, {}, ofdMarkup('PhysicalBox', {}, `0 0 ${paper(width_mm)} ${paper(height_mm)}`));
}

/** Chromium cuts paper down to a hundredth of an inch; paper that is nearly a whole number of millimetres is meant so. */
function paper(length_mm: number): string {
  const whole_mm = Math.round(length_mm);
  return decimal(Math.abs(length_mm - whole_mm) < 0.25 ? whole_mm : Math.round(length_mm * 10) / 10);
}

function outlineMarkup(entry: OutlineEntry, pages: DocumentParts['pages']): string {
  const destination = ofdMarkup('Dest', {
    Type: 'XYZ',
    PageID: pages[entry.page]?.id,
    Left: decimal(entry.left_mm),
    Top: decimal(entry.top_mm),
  });
  const action = ofdMarkup('Action', { Event: 'CLICK' }, ofdMarkup('Goto', {}, destination));
  return ofdMarkup(
    'OutlineElem',
    { Title: entry.title, Count: entry.entries.length },
    ofdMarkup('Actions', {}, action),
    ...entry.entries.map((inner) => outlineMarkup(inner, pages)),
  );
}
