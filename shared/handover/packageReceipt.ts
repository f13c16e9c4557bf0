import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { readSignedText, signedText } from './readSignedText.ts';

/** The only part of a package of the kind `receipt`. */
export const receiptName = 'receipt.json';
export const receiptBytes = 1024;

/** 回执: which package was taken in, by its hash; signed with the package it comes in. */
const PackageReceipt = z.strictObject({ format: z.literal('neikan-receipt'), version: z.literal(1), package: hash });

export function receiptText(packageHash: string): string {
  return signedText({ format: 'neikan-receipt', version: 1, package: packageHash });
}

/** The package a receipt is for; undefined for any other text. */
export function readReceipt(text: string): string | undefined {
  return readSignedText(text, PackageReceipt)?.package;
}
