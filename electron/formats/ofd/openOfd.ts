import { DamagedPackageError } from '#formats/docx/damagedPackageError.ts';
import { openPackage } from '#formats/docx/openPackage.ts';
import type { XmlElement } from '#formats/docx/xmlTree.ts';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';

/** The parts of an OFD by path, without a leading slash; the names of its elements carry no prefix. */
export interface OfdPackage {
  readonly names: readonly string[];
  part(path: string): Uint8Array | undefined;
  /** Throws UnreadableFileError where the part is damaged. */
  element(path: string): XmlElement | undefined;
}

/** Where every OFD begins (GB/T 33190-2016, 7.3). */
export const entryPath = 'OFD.xml';

/** Opens a package with the caps and checks of every ZIP that comes in. Throws UnreadableFileError. */
export function openOfd(bytes: Uint8Array): OfdPackage {
  const opened = openZip(bytes);
  const read = new Map<string, XmlElement | undefined>();
  const element = (path: string) => {
    if (!read.has(path)) {
      const found = readingOfd(() => opened.xml(path));
      read.set(path, found && withoutPrefixes(found));
    }
    return read.get(path);
  };
  if (!opened.names.includes(entryPath)) throw new UnreadableFileError('文件不是 OFD：没有入口文件 OFD.xml');
  if (element(entryPath)?.name !== 'OFD') throw damagedOfd();
  return { names: opened.names.filter((name) => !name.endsWith('/')), part: opened.part, element };
}

/** What a person reads where any part of an OFD cannot be read. */
export function damagedOfd(): UnreadableFileError {
  return new UnreadableFileError('OFD 文件已损坏或不完整，请换一份完好的文件');
}

function openZip(bytes: Uint8Array): ReturnType<typeof openPackage> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) throw new UnreadableFileError('文件不是 OFD：内容不是压缩包');
  return readingOfd(() => openPackage(bytes));
}

/** The package is opened by what opens Word's, which speaks of Word where one is damaged. */
function readingOfd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableFileError && !(error instanceof DamagedPackageError)) throw error;
    throw damagedOfd();
  }
}

/** The reader of XML knows Word's namespaces; it marks names of any other one as `other:`. */
function withoutPrefixes({ name, attributes, children }: XmlElement): XmlElement {
  return {
    name: name.replace(/^other:/, ''),
    attributes,
    children: children.map((child) => (typeof child === 'string' ? child : withoutPrefixes(child))),
  };
}
