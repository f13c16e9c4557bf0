import { createHash } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import type { ExportFile } from '#formats/export/buildExport.ts';
import { type ExportVerdict, verifyExport } from '#formats/export/verifyExport.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { SignedRecord, verifyRecord } from '#shared/records/recordStatement.ts';
import {
  dataName,
  type EepElement,
  ElementFault,
  elementAt,
  elementsAt,
  elementText,
  readElement,
  textAt,
} from './eepElement.ts';
import { readHashNotes } from './hashNotes.ts';
import { eepHead, eepTail, readSignatures, signatureText } from './writeEep.ts';

export interface EepFault {
  /** The file in the package, or the part of it, that is wrong. */
  readonly place: string;
  /** Chinese. */
  readonly message: string;
}

/** A package as it was read; whatever could not be is left out. */
export interface EepVerdict {
  readonly faults: readonly EepFault[];
  /** 被签名对象 without the bytes of its files, as it was signed. */
  readonly description?: string;
  readonly statement?: SignedRecord;
  readonly files?: readonly ExportFile[];
  /** 被签名对象. */
  readonly signed?: EepElement;
  /** Of the issue inside. */
  readonly issue?: ExportVerdict;
}

/** The parts of a package as faults name them. */
export const eepPlaces = {
  head: '封装包开头',
  described: '元数据',
  signature: '电子签名',
  tail: '封装包结尾',
} as const;

const signedOpening = '<被签名对象 ';
const signatureOpening = '<电子签名块>';
const encoder = new TextEncoder();

/**
 * Reads a package from its bytes alone and proves it: its form to the last byte, both signatures, the hashes of every file,
 * and the issue inside as any export is proved. Every changed byte is a fault that names the file or the part it is in.
 */
export function verifyEep(bytes: Uint8Array): EepVerdict {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  if (!text.startsWith(eepHead)) return fault(eepPlaces.head, '不是DA/T 48-2009封装包，或者开头已被改动');
  const body = text.slice(eepHead.length);
  const lines = body.split('\n');
  const reading = readSigned(lines);
  if ('place' in reading) return { faults: [reading] };
  const { signed, next, files } = reading;
  const lineEnd = (count: number) => lines.slice(0, count).reduce((sum, line) => sum + line.length + 1, 0);
  const written = elementText(signed);
  const whole = body.slice(0, lineEnd(next));
  if (written !== whole) return fault(placeOf(lines, firstDifference(written, whole)), '写法与原样不同，已被改动');
  const after = body.slice(whole.length);
  const statement = readStatement(lines, next, textAt(signed, ...numberPath) ?? '');
  if (!statement) return fault(eepPlaces.signature, '读不出来，已被改动或损坏');
  const expected = `${signatureText(statement)}${eepTail}`;
  if (after !== expected) {
    const isTail = firstDifference(after, expected) >= expected.length - eepTail.length;
    return fault(isTail ? eepPlaces.tail : eepPlaces.signature, '写法与原样不同，已被改动');
  }
  // What is no UTF-8 was read as other characters.
  if (!Buffer.from(encoder.encode(text)).equals(bytes)) return fault(eepPlaces.described, '有不是文字的字节，已被改动');
  return proved(signed, statement, files);
}

const entityPath = ['封装内容', '文件实体块', '文件实体'] as const;
const numberPath = [...entityPath, '档号'] as const;

function fault(place: string, message: string): EepVerdict {
  return { faults: [{ place, message }] };
}

interface ReadSigned {
  readonly signed: EepElement;
  readonly next: number;
  readonly files: readonly ExportFile[];
}

function readSigned(lines: readonly string[]): ReadSigned | EepFault {
  if (!lines[0]?.startsWith(signedOpening)) return { place: eepPlaces.described, message: '缺少被签名对象' };
  try {
    const { element: signed, next } = readElement(lines);
    const files = filesOf(signed).map(({ name, data }) => ({
      name,
      bytes: new Uint8Array(Buffer.from(data, 'base64')),
    }));
    return { signed, next, files };
  } catch (error) {
    if (!(error instanceof ElementFault)) throw error;
    return { place: placeOfLine(lines, error.line), message: '读不出来，已被改动或损坏' };
  }
}

function documentsOf(signed: EepElement): readonly EepElement[] {
  return elementsAt(elementAt(signed, ...entityPath, '文件数据'), '文档');
}

function filesOf(signed: EepElement) {
  return documentsOf(signed).map((one) => ({
    name: textAt(one, '文档数据', '编码', '电子属性', '计算机文件名') ?? '',
    size: textAt(one, '文档数据', '编码', '电子属性', '计算机文件大小') ?? '',
    data: textAt(one, '文档数据', '编码', dataName) ?? '',
  }));
}

/** The description as it was signed: no bytes of files in it. */
function withoutData(element: EepElement): EepElement {
  if (element.name === dataName) return { ...element, text: ' ' };
  return element.children ? { ...element, children: element.children.map(withoutData) } : element;
}

function readStatement(lines: readonly string[], from: number, recordNumber: string): SignedRecord | undefined {
  if (lines[from] !== signatureOpening) return undefined;
  try {
    const { element: block, next } = readElement(lines, from);
    const { element: locked } = readElement(lines, next);
    return SignedRecord.safeParse({ recordNumber, ...readSignatures(block, locked) }).data;
  } catch (error) {
    if (error instanceof ElementFault) return undefined;
    throw error;
  }
}

function proved(signed: EepElement, statement: SignedRecord, files: readonly ExportFile[]): EepVerdict {
  const faults: EepFault[] = [];
  const described = filesOf(signed);
  const hashes = readHashNotes(elementAt(signed, ...entityPath));
  const metadata = (message: string) => ({ place: eepPlaces.described, message });
  for (const [index, { name, size, data }] of described.entries()) {
    const bytes = files[index]?.bytes ?? new Uint8Array();
    const listed = hashes.get(name);
    const isSm3 = sm3(bytes) === listed?.sm3;
    const isSha256 = createHash('sha256').update(bytes).digest('hex') === listed?.sha256;
    // Of two hashes of one file a single wrong one is itself what was changed.
    if (!listed) faults.push(metadata('文件名与附注中的摘要不符，已被改动'));
    else if (Buffer.from(bytes).toString('base64') !== data) faults.push({ place: name, message: '编码数据已被改动' });
    else if (!isSm3 && !isSha256) faults.push({ place: name, message: '内容与附注中的摘要不符，已被改动' });
    else if (!isSm3 || !isSha256) faults.push(metadata(`${name}的摘要已被改动`));
    else if (String(bytes.length) !== size) faults.push(metadata(`${name}的大小与内容不符，已被改动`));
  }
  if (hashes.size !== described.length || new Set(described.map(({ name }) => name)).size !== described.length) {
    faults.push(metadata('文件与附注中的摘要不是一一对应'));
  }
  const description = elementText(withoutData(signed));
  // A wrong file is named by itself; what was signed holds its hashes and not its bytes.
  if (sm3(description) !== statement.hash) {
    faults.push(metadata('内容与归档人签署的摘要不符，已被改动'));
  }
  const { isSigned, isLocked } = verifyRecord(statement);
  if (!isSigned) faults.push({ place: eepPlaces.signature, message: `${statement.person}的归档签名不成立，已被改动` });
  else if (!isLocked) faults.push({ place: eepPlaces.signature, message: '锁定签名不成立，已被改动' });
  const issue = verifyExport(files);
  if (faults.length === 0) {
    faults.push(...issue.faults.map(({ file, message }) => ({ place: file, message })));
    if (issue.kind !== 'issued') faults.push({ place: manifestName, message: '不是已签发的刊期' });
  }
  return { faults, description, statement, files, signed, issue };
}

/** The file whose data a line holds, or the metadata. */
function placeOfLine(lines: readonly string[], line: number): string {
  for (let index = Math.min(line, lines.length - 1); index >= 0; index -= 1) {
    const here = lines[index] ?? '';
    if (/^<\/?(?:文档数据|文档|文件数据)[ >]/.test(here) && index !== line) return eepPlaces.described;
    const name = /^<计算机文件名>(.+)<\/计算机文件名>$/.exec(here)?.[1];
    if (name !== undefined) return name;
    if (here.startsWith(signatureOpening)) return eepPlaces.signature;
  }
  return eepPlaces.described;
}

function placeOf(lines: readonly string[], offset: number): string {
  let end = 0;
  for (const [index, line] of lines.entries()) {
    end += line.length + 1;
    if (end > offset) return placeOfLine(lines, index);
  }
  return eepPlaces.described;
}

function firstDifference(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let place = 0; place < length; place += 1) if (left[place] !== right[place]) return place;
  return length;
}
