import { articleRowsName } from '#shared/handover/articleRows.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { issueRowsBytes, issueRowsName } from '#shared/handover/issueRows.ts';
import type { PackageKind, PackageManifest } from '#shared/handover/packageManifest.ts';
import { cancelName, receiptBytes, receiptName } from '#shared/handover/packageReceipt.ts';
import { registerBytes, registerName, termsName } from './registerPart.ts';

interface ExpectedPart {
  readonly name: string;
  readonly bytes: number;
  readonly isOptional?: boolean;
}

const rows: readonly ExpectedPart[] = [{ name: issueRowsName, bytes: issueRowsBytes }];

const articleRows: readonly ExpectedPart[] = [{ name: articleRowsName, bytes: issueRowsBytes }];

/** The parts that are read into memory, and how long they may be. */
const expected: Readonly<Record<PackageKind, readonly ExpectedPart[]>> = {
  receipt: [{ name: receiptName, bytes: receiptBytes }],
  cancel: [{ name: cancelName, bytes: receiptBytes }],
  join: [
    { name: registerName, bytes: registerBytes },
    { name: termsName, bytes: registerBytes, isOptional: true },
  ],
  submit: rows,
  return: rows,
  signed: rows,
  articles: articleRows,
};

/**
 * Whether a package holds what one of its kind holds, by names and lengths alone: nothing else goes with a receipt, a demand or
 * a register, and files of any name with an issue or articles. Throws HandoverRefusal contentIncomplete, tooLarge.
 */
export function requireParts({ kind, parts }: PackageManifest): void {
  const wanted = expected[kind];
  for (const { name, bytes, isOptional = false } of wanted) {
    const part = parts.find((one) => one.name === name);
    if (!part && !isOptional) throw new HandoverRefusal('contentIncomplete');
    if (part && part.bytes > bytes) throw new HandoverRefusal('tooLarge', { file: name });
  }
  const hasFiles = wanted === rows || wanted === articleRows;
  if (!hasFiles && parts.some((part) => !wanted.some(({ name }) => name === part.name))) {
    throw new HandoverRefusal('contentIncomplete');
  }
}
