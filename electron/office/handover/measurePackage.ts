import type { PartSource } from '#formats/handover/sealPackage.ts';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { issueParts } from './issueParts.ts';

/** What the parts of a package hold together, in bytes. */
export async function bytesOfParts(parts: readonly PartSource[]): Promise<number> {
  let bytes = 0;
  for (const { open } of parts) for await (const piece of open()) bytes += piece.length;
  return bytes;
}

/** Of an issue as it stands; the leg of the package itself, which is made as it is written, adds nothing that counts. */
export async function measurePackage(
  context: OfficeContext,
  { issueId }: CommandInput<'measurePackage'>,
): Promise<CommandOutput<'measurePackage'>> {
  selectIssue(contentOf(context), issueId);
  return { bytes: await bytesOfParts(issueParts(context, issueId, { isCopy: false, legs: [] })) };
}
