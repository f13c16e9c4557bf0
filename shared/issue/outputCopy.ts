import { sm2 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson } from './canonicalJson.ts';
import { hash } from './hash.ts';

/** The names of a marked copy and of what is said about it, beside the files of the issue. */
export function outputCopyNames(ticket: string, copy: number): { readonly pdf: string; readonly record: string } {
  return { pdf: `发出件-${ticket}-${copy}.pdf`, record: `发出件-${ticket}-${copy}.json` };
}

/** Whether a file beside an issue is a marked copy or its record, by its name. */
export const outputCopyName = /^发出件-\d{4}-\d{4,}-[1-9]\d*\.(pdf|json)$/;

/** What every page of a marked copy shows in its foot; `printedAt` is the moment as it was written there. */
export function outputCopyLine({
  ticket,
  copy,
  copies,
  person,
  printedAt,
}: Pick<OutputCopyStatement, 'ticket' | 'copy' | 'copies' | 'person' | 'printedAt'>): string {
  return `输出票${ticket}　第${copy}份，共${copies}份　${person}　${printedAt}`;
}

/** What the person who handed a marked copy out declares: of which file, under which ticket, as which copy. */
export const OutputCopyStatement = z.strictObject({
  format: z.literal('neikan-output-copy'),
  /** 1 did not say what the mark reads, so that nobody could tell whether anything else was added; none was ever given out. */
  version: z.literal(2),
  ticket: z.string().min(1),
  copy: z.int().min(1),
  /** Of the whole ticket. */
  copies: z.int().min(1),
  person: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
  /** As it stands in the mark, in the time of the office; whoever checks may live in another. */
  printedAt: z.string().regex(/^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/),
  /** The file it was made from, in the folder beside it. */
  original: z.strictObject({ name: z.string().min(1), bytes: z.int().min(1), sm3: hash }),
  file: z.strictObject({ name: z.string().min(1), bytes: z.int().min(1), sm3: hash }),
  /** Uncompressed SM2 point, hex, 04 first. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
});
export type OutputCopyStatement = z.infer<typeof OutputCopyStatement>;

export const OutputCopy = OutputCopyStatement.extend({ signature: z.string().regex(/^[0-9a-f]{128}$/) });
export type OutputCopy = z.infer<typeof OutputCopy>;

/** Signs with SM2 over SM3; the format stands in the signed bytes, so that the signature means nothing anywhere else. */
export function signOutputCopy(statement: OutputCopyStatement, privateKey: string): OutputCopy {
  const options = { hash: true, publicKey: statement.publicKey };
  return { ...statement, signature: sm2.doSignature(canonicalJson(statement), privateKey, options) };
}

/** Whether the signature was made over this statement with the key it names. */
export function verifyOutputCopy({ signature, ...statement }: OutputCopy): boolean {
  try {
    return sm2.doVerifySignature(canonicalJson(statement), signature, statement.publicKey, { hash: true });
  } catch {
    // A point that is not on the curve throws; to the person asking it is a signature that does not hold.
    return false;
  }
}
