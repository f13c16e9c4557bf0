import { z } from 'zod';
import type { ExportFile } from '#formats/export/buildExport.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { IssueDocument, IssueNumber } from '#shared/issue/issueDocument.ts';
import { SignedFlow } from '#shared/issue/signedFlow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import type { PreparedRelease } from '../signOff/preparedRelease.ts';

const Kept = z.strictObject({
  issueHash: z.string(),
  number: IssueNumber,
  date: z.string(),
  pages: z.int(),
  document: IssueDocument,
  flow: SignedFlow.optional(),
});

/** An issue made ready for 签发 by paper, as its row keeps it; the files lie beside. */
export function keptRelease(prepared: PreparedRelease): string {
  const { issueHash, number, date, pages, document, flow } = prepared;
  const kept = { issueHash, number, date, pages, document, ...(flow ? { flow } : {}) } satisfies z.infer<typeof Kept>;
  return canonicalJson(kept as Json);
}

export interface AwaitedRelease extends z.infer<typeof Kept> {
  readonly files: readonly ExportFile[];
}

/** The same again, with its files. */
export function awaitedRelease(content: ReadableDatabase, paperId: string, release: string): AwaitedRelease {
  const files = content
    .prepare('SELECT name, bytes FROM paper_files WHERE paper_id = ? ORDER BY place')
    .all(paperId) as readonly { readonly name: string; readonly bytes: Buffer }[];
  return {
    ...Kept.parse(JSON.parse(release)),
    files: files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })),
  };
}
