import type { PartSource } from '#formats/handover/sealPackage.ts';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { requireFolder, roomIn } from './handoverMedium.ts';
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
  { issueId, folder }: CommandInput<'measurePackage'>,
): Promise<CommandOutput<'measurePackage'>> {
  contentOf(context);
  const path = folder === undefined ? undefined : requireFolder(folder, context.environment.directory);
  const bytes = await bytesOfParts(issueParts(context, issueId, { isCopy: false, legs: [] }));
  return { bytes, ...(path === undefined ? {} : { room: roomIn(path) }) };
}
