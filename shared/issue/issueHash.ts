import { sm3 } from 'sm-crypto-v2';
import { canonicalJson } from './canonicalJson.ts';
import type { IssueDocument } from './issueDocument.ts';

export interface FileHash {
  readonly name: string;
  readonly bytes: number;
  /** SM3 of the file, lower-case hex. */
  readonly sm3: string;
}

/** What the signer signs at 签发: SM3 of the whole canonical document and of the names, sizes and hashes of the frozen files. */
export function issueHash(document: IssueDocument, files: readonly FileHash[]): string {
  const sorted = [...files].sort((left, right) => (left.name < right.name ? -1 : 1));
  return sm3(
    canonicalJson({ document, files: sorted.map(({ name, bytes, sm3: hash }) => ({ name, bytes, sm3: hash })) }),
  );
}
