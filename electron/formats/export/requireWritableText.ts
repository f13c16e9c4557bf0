import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { UnwritableTextError } from './unwritableTextError.ts';
import { unwritableTexts } from './unwritableTexts.ts';

/** Throws UnwritableTextError where a text that prints holds a control character or half of a character. */
export function requireWritableText(document: IssueDocument, draft?: DraftStamp): void {
  const faults = unwritableTexts(document, draft);
  if (faults.length > 0) throw new UnwritableTextError(faults.map(({ message }) => message).join('\n'));
}
