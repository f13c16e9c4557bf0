import { sm3 } from 'sm-crypto-v2';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { documentName, ExportManifest, manifestName, manifestText } from '#shared/issue/exportManifest.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import { outputCopyName } from '#shared/issue/outputCopy.ts';
import type { SignedFlow } from '#shared/issue/signedFlow.ts';
import { type SignedStatement, verifyStatement } from '#shared/issue/signOffStatement.ts';
import type { ExportFile } from './buildExport.ts';
import { outputCopyFaults } from './outputCopyFaults.ts';
import { signOffFaults } from './signOffFaults.ts';

export interface ExportFault {
  /** Name of the file the fault is in. */
  readonly file: string;
  /** What is wrong, in Chinese. */
  readonly message: string;
}

export interface ExportVerdict {
  readonly faults: readonly ExportFault[];
  /** Of the manifest; a draft where that could not be read. */
  readonly kind: ExportManifest['kind'];
  /** What the manifest says was signed; absent where that could not be read. */
  readonly hashes?: Pick<ExportManifest, 'contentHash' | 'issueHash'>;
  /** Signatures that hold; empty for a draft. */
  readonly signatures: readonly SignedStatement[];
  /** The stations the signatures were given at; absent in a draft, and in what was issued before there were flows. */
  readonly flow?: SignedFlow | undefined;
  /** What the export says it is; absent where that could not be read. */
  readonly document?: IssueDocument | undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Compares every file of an exported folder with its manifest, the manifest with itself, and each signature with what it
 * signs. Any changed, missing or added file is a fault that names it.
 */
export function verifyExport(files: readonly ExportFile[]): ExportVerdict {
  const byName = new Map(files.map((file) => [file.name, file.bytes]));
  const fault = (file: string, message: string): ExportVerdict => ({
    kind: 'draft',
    faults: [{ file, message }],
    signatures: [],
  });

  const manifestBytes = byName.get(manifestName);
  if (manifestBytes === undefined) return fault(manifestName, '缺少清单文件，无法校验');
  const manifest = ExportManifest.safeParse(readJson(manifestBytes)).data;
  if (manifest === undefined) return fault(manifestName, '清单无法读出，已被改动或损坏');
  if (decoder.decode(manifestBytes) !== manifestText(manifest)) return fault(manifestName, '清单已被改动');

  const faults: ExportFault[] = [];
  const documentBytes = byName.get(documentName);
  const document = documentBytes && IssueDocument.safeParse(readJson(documentBytes)).data;
  if (documentBytes === undefined) faults.push({ file: documentName, message: '文件缺失' });
  else if (
    document === undefined ||
    decoder.decode(documentBytes) !== `${canonicalJson(document)}\n` ||
    contentHash(document) !== manifest.contentHash ||
    issueHash(document, manifest.files) !== manifest.issueHash
  ) {
    faults.push({ file: documentName, message: '内容与清单不符，已被改动' });
  }

  for (const { name, bytes: size, sm3: hash } of manifest.files) {
    const bytes = byName.get(name);
    if (bytes === undefined) faults.push({ file: name, message: '文件缺失' });
    else if (bytes.length !== size || sm3(bytes) !== hash)
      faults.push({ file: name, message: '内容与清单不符，已被改动' });
  }
  const known = new Set([manifestName, documentName, ...manifest.files.map(({ name }) => name)]);
  for (const { name } of files) {
    if (!known.has(name) && !outputCopyName.test(name)) faults.push({ file: name, message: '清单中没有这个文件' });
  }
  faults.push(...outputCopyFaults(files, manifest));

  const signatures: SignedStatement[] = [];
  for (const statement of manifest.signatures) {
    const expected = statement.step === 'signer' ? manifest.issueHash : manifest.contentHash;
    const { paper } = statement;
    if (paper && !manifest.files.some((file) => file.sm3 === paper.scan)) {
      faults.push({ file: manifestName, message: `缺少${paper.signer}纸质签批的扫描件` });
    }
    const isOfContent = paper === undefined || paper.contentHash === manifest.contentHash;
    if (statement.hash === expected && isOfContent && verifyStatement(statement)) signatures.push(statement);
    else faults.push({ file: manifestName, message: `${statement.person}的签名与内容不符` });
  }
  if (manifest.kind === 'issued') {
    faults.push(
      ...signOffFaults(signatures, document, manifest.flow).map((message) => ({ file: manifestName, message })),
    );
  } else if (manifest.signatures.length > 0) {
    faults.push({ file: manifestName, message: '清单标明是草稿，却带有签名' });
  }
  const { kind, contentHash: ofContent, issueHash: ofIssue, flow } = manifest;
  return { kind, faults, hashes: { contentHash: ofContent, issueHash: ofIssue }, signatures, flow, document };
}
