import { unwritableTexts } from '#formats/export/unwritableTexts.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { PartFault } from '#shared/layout/partPlace.ts';
import { longTexts } from './longTexts.ts';
import { pictureFaults } from './pictureFaults.ts';
import { tableFaults } from './tableFaults.ts';
import type { DraftStamp } from './typesetPages.ts';

/**
 * What is wrong with a document whose form is right, whatever layout and fonts it meets: a Chinese sentence each that
 * begins with the place, as slotTexts names it.
 */
export async function documentFaults(document: IssueDocument, draft?: DraftStamp): Promise<readonly PartFault[]> {
  return [
    ...longTexts(document),
    ...unwritableTexts(document, draft),
    ...tableFaults(document),
    ...(await pictureFaults(document)),
  ];
}
