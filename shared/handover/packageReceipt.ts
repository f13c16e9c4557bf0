import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { cancelReasons } from './cancelVerdict.ts';
import { readSignedText, signedText } from './readSignedText.ts';

/** The only part of a package of the kind `receipt`. */
export const receiptName = 'receipt.json';
export const receiptBytes = 1024;

/** 回执: which package was taken in, by its hash; of a demand (取回) also what became of it. Signed with the package it comes in. */
const PackageReceipt = z.strictObject({
  format: z.literal('neikan-receipt'),
  version: z.literal(1),
  package: hash,
  cancel: z.enum(['honoured', ...cancelReasons]).optional(),
});
export type PackageReceipt = Pick<z.infer<typeof PackageReceipt>, 'package' | 'cancel'>;

export function receiptText(receipt: PackageReceipt): string {
  return signedText({ format: 'neikan-receipt', version: 1, ...receipt });
}

/** What a receipt says; undefined for any other text. */
export function readReceipt(text: string): PackageReceipt | undefined {
  const read = readSignedText(text, PackageReceipt);
  return read && { package: read.package, ...(read.cancel === undefined ? {} : { cancel: read.cancel }) };
}

/** The only part of a package of the kind `cancel`. */
export const cancelName = 'cancel.json';

/** 取回: the package that is taken back, by its hash; signed with the package it comes in. */
const PackageCancel = z.strictObject({ format: z.literal('neikan-cancel'), version: z.literal(1), package: hash });

export function cancelText(packageHash: string): string {
  return signedText({ format: 'neikan-cancel', version: 1, package: packageHash });
}

/** The package that is taken back; undefined for any other text. */
export function readCancel(text: string): string | undefined {
  return readSignedText(text, PackageCancel)?.package;
}
