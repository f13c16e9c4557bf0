import { sm3 } from 'sm-crypto-v2';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { documentName, type ExportManifest, manifestName, manifestText } from '#shared/issue/exportManifest.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import type { SignedFlow } from '#shared/issue/signedFlow.ts';
import type { SignedStatement } from '#shared/issue/signOffStatement.ts';

export interface ExportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ExportRequest {
  readonly kind: ExportManifest['kind'];
  readonly document: IssueDocument;
  readonly files: readonly ExportFile[];
  readonly signatures: readonly SignedStatement[];
  /** The stations the signatures were given at. */
  readonly flow?: SignedFlow;
}

/** The whole content of an exported folder: the frozen files, the document in its canonical bytes, and the manifest. */
export function buildExport(request: ExportRequest): readonly ExportFile[] {
  const files = request.files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sm3: sm3(bytes) }));
  const encoder = new TextEncoder();
  const manifest = manifestText({
    format: 'neikan-export',
    version: 1,
    kind: request.kind,
    contentHash: contentHash(request.document),
    issueHash: issueHash(request.document, files),
    files,
    signatures: [...request.signatures],
    ...(request.flow ? { flow: request.flow } : {}),
  });
  return [
    ...request.files,
    { name: documentName, bytes: encoder.encode(`${canonicalJson(request.document)}\n`) },
    { name: manifestName, bytes: encoder.encode(manifest) },
  ];
}
