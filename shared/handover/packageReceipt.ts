import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { readSignedText, signedText } from '#shared/issue/readSignedText.ts';
import { cancelReasons } from './cancelVerdict.ts';
import { SignedLeg } from './issueLeg.ts';

/** The only part of a package of the kind `receipt`. */
export const receiptName = 'receipt.json';
export const receiptBytes = 2048;

/**
 * 回执: which package was taken in, by its hash; of a demand (取回) also what became of it, and where it was honoured the leg
 * by which the issue goes back. Signed with the package it comes in.
 */
const PackageReceipt = z
  .strictObject({
    format: z.literal('neikan-receipt'),
    version: z.literal(1),
    package: hash,
    cancel: z.enum(['honoured', ...cancelReasons]).optional(),
    leg: SignedLeg.optional(),
  })
  .refine(({ cancel, leg }) => (cancel === 'honoured') === (leg !== undefined));
export type PackageReceipt = Pick<z.infer<typeof PackageReceipt>, 'package' | 'cancel' | 'leg'>;

export function receiptText(receipt: PackageReceipt): string {
  return signedText({ format: 'neikan-receipt', version: 1, ...receipt });
}

/** What a receipt says; undefined for any other text. */
export function readReceipt(text: string): PackageReceipt | undefined {
  return readSignedText(text, PackageReceipt);
}

/** The only part of a package of the kind `cancel`. */
export const cancelName = 'cancel.json';

/** 取回: the package that is taken back, by its hash, and the leg that went with it; signed with the package it comes in. */
const PackageCancel = z.strictObject({
  format: z.literal('neikan-cancel'),
  version: z.literal(1),
  package: hash,
  leg: SignedLeg,
});
export type PackageCancel = Pick<z.infer<typeof PackageCancel>, 'package' | 'leg'>;

export function cancelText(cancel: PackageCancel): string {
  return signedText({ format: 'neikan-cancel', version: 1, ...cancel });
}

/** What is taken back; undefined for any other text. */
export function readCancel(text: string): PackageCancel | undefined {
  return readSignedText(text, PackageCancel);
}
