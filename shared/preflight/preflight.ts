import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { checkPages } from './checkPages.ts';
import { checkParts } from './checkParts.ts';
import { checkPictures } from './checkPictures.ts';
import { checkTitles } from './checkTitles.ts';
import { type Finding, findingLevels } from './finding.ts';

/** What cannot be seen in the document itself; whatever is not known is left out and not judged. */
export interface PreflightFacts {
  /** Pages of the last setting of this very content. */
  readonly pages?: number | undefined;
  /** Found by whoever knows the fonts, the comments and the articles' states. */
  readonly more?: readonly Finding[];
}

/** Everything worth knowing before an issue is exported or handed over, the gravest first, else in the order of the issue. */
export function preflight(
  document: IssueDocument,
  parameters: LayoutParameters,
  { pages, more = [] }: PreflightFacts = {},
): readonly Finding[] {
  const findings = [
    ...checkParts(document),
    ...checkTitles(document),
    ...checkPictures(document, parameters).filter(
      ({ rule, place }) => rule !== 'pictureDamaged' || !more.some((one) => isUnprintableAt(one, place)),
    ),
    ...more,
    ...(pages === undefined ? [] : checkPages(pages, parameters)),
  ];
  return findings.toSorted((left, right) => findingLevels.indexOf(left.level) - findingLevels.indexOf(right.level));
}

/** Whoever looks through a picture whole says more of what is wrong with it. */
function isUnprintableAt({ rule, place }: Finding, wanted: Finding['place']): boolean {
  if (rule !== 'unprintable' || place.part !== 'article' || wanted.part !== 'article') return false;
  return place.articleId === wanted.articleId && place.block === wanted.block;
}
