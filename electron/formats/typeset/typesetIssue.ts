import { describeFonts, substitutionNotes } from '#formats/font/describeFonts.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutFont, LayoutManifest } from '#shared/layout/layoutManifest.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { type DraftStamp, type TypesetPages, typesetPages } from './typesetPages.ts';

export interface TypesetIssue extends TypesetPages {
  readonly layoutManifest: LayoutManifest;
}

/**
 * The one way from a document to what is kept and handed out, for the command line and the office alike. `print` turns
 * HTML into a PDF. With `draft` every page is marked 草稿; without it the pages are clean, which only a signed issue may be.
 * The same document, parameters, stamp and fonts give the same bytes. Throws MissingCharactersError, FontError.
 */
export async function typesetIssue(
  document: IssueDocument,
  parameters: LayoutParameters,
  print: (html: string) => Promise<Uint8Array>,
  draft?: DraftStamp,
): Promise<TypesetIssue> {
  let fonts: readonly LayoutFont[] = [];
  let substitutions: readonly string[] = [];
  const pages = await typesetPages(document, parameters, print, {
    draft,
    // The fonts' files are hashed while the browser is at work.
    whilePrinting: async (used) => {
      fonts = await describeFonts(used);
      substitutions = substitutionNotes(used);
    },
  });
  return {
    ...pages,
    layoutManifest: {
      format: 'neikan-layout',
      version: 1,
      parameters,
      fonts: [...fonts],
      substitutions: [...substitutions],
    },
  };
}
