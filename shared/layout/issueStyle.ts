import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { articleStyle } from './articleStyle.ts';
import type { FontFace } from './fontSlot.ts';
import { footStyle } from './footStyle.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { mastheadStyle } from './mastheadStyle.ts';
import { pageStyle } from './pageStyle.ts';

/** The style sheet of a printed issue: paged media on the publication's grid. */
export function issueStyle(document: IssueDocument, parameters: LayoutParameters, faces: readonly FontFace[]): string {
  return [
    pageStyle(parameters, faces),
    mastheadStyle(document, parameters),
    articleStyle(parameters),
    footStyle(parameters),
  ].join('\n');
}
