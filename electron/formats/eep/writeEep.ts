import type { ExportFile } from '#formats/export/buildExport.ts';
import type { SignedRecord } from '#shared/records/recordStatement.ts';
import { branch, dataName, type EepElement, elementAt, elementText, leaf, textAt } from './eepElement.ts';

/** DA/T 48-2009: the namespace of 电子文件封装包. */
export const eepNamespace = 'http://www.saac.gov.cn/standards/ERM/encapsulation';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const opening = `<电子文件封装包 xmlns="${eepNamespace}">\n`;
const closing = '</电子文件封装包>\n';
const format = elementText(
  leaf('封装包格式描述', '本EEP根据中华人民共和国档案行业标准DA/T 48-2009《基于XML的电子文件封装规范》生成'),
);
const version = elementText(leaf('版本', '2009'));

/** What stands in a package before 被签名对象; the same in every package. */
export const eepHead = `${declaration}${opening}${format}${version}`;
export const eepTail = closing;

const emptyData = new RegExp(`^(<${dataName}(?: [^<>]*)?>) </${dataName}>$`);
const fileNameLine = /^<计算机文件名>(.+)<\/计算机文件名>$/;

export const eepFileEnding = '.eep.xml';

/** The name the file of a package has. */
export function eepFileName(recordNumber: string): string {
  return `${recordNumber.replace(/[\\/:*?"<>|]/g, '_')}${eepFileEnding}`;
}

const signatureId = '签名1';
const ownRule = 'SM2签名，SM3杂凑（GB/T 32918.2、GB/T 32905）。所签为归档声明，其中有被签名对象去掉编码数据后的SM3：';
const lockRule = 'SM2签名，SM3杂凑。所签为归档声明和签名1的签名结果。';

/** 电子签名块 and 锁定签名. There is no certificate: in its place stands the public key, the 65 bytes of the point. */
export function signatureText({ person, publicKey, at, hash, signature, lock }: SignedRecord): string {
  const by = (rule: string, result: string) => [
    leaf('签名规则', rule),
    leaf('签名时间', at),
    leaf('签名人', person),
    leaf('签名结果', inBase64(result)),
    branch('证书块', [leaf('证书', inBase64(publicKey))]),
    leaf('签名算法标识', 'SM2-SM3'),
  ];
  const own = branch('电子签名', [leaf('签名标识符', signatureId), ...by(`${ownRule}${hash}`, signature)]);
  const locked = branch('锁定签名', [leaf('被锁定签名标识符', signatureId), ...by(lockRule, lock)]);
  return elementText(branch('电子签名块', [own])) + elementText(locked);
}

/** What `signatureText` says, as it stands in its two elements; whether it is a statement, and holds, is not asked. */
export function readSignatures(block: EepElement, locked: EepElement) {
  const own = elementAt(block, '电子签名');
  const rule = textAt(own, '签名规则') ?? '';
  return {
    person: textAt(own, '签名人'),
    publicKey: inHex(textAt(own, '证书块', '证书')),
    at: textAt(own, '签名时间'),
    hash: rule.startsWith(ownRule) ? rule.slice(ownRule.length) : undefined,
    signature: inHex(textAt(own, '签名结果')),
    lock: inHex(textAt(locked, '签名结果')),
  };
}

function inBase64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

function inHex(base64: string | undefined): string | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex');
}

/** The whole package: what was signed with the bytes of its files in their places. The same item gives the same bytes. */
export function writeEep(
  description: string,
  statement: SignedRecord,
  files: readonly ExportFile[],
): Uint8Array<ArrayBuffer> {
  const bytesOf = new Map(files.map(({ name, bytes }) => [name, bytes] as const));
  let name = '';
  const lines = description.split('\n').map((line) => {
    name = fileNameLine.exec(line)?.[1] ?? name;
    const [, opening] = emptyData.exec(line) ?? [];
    if (opening === undefined) return line;
    const bytes = bytesOf.get(name);
    if (!bytes) throw new Error(`the item has no file ${name}`);
    return `${opening}${Buffer.from(bytes).toString('base64')}</${dataName}>`;
  });
  return new TextEncoder().encode(`${eepHead}${lines.join('\n')}${signatureText(statement)}${eepTail}`);
}
