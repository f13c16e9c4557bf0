import { Document } from 'docx';
import { requireWritableText } from '#formats/export/requireWritableText.ts';
import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { articleParagraphs } from './articleParagraphs.ts';
import { documentInformation } from './documentInformation.ts';
import { documentSettings } from './documentSettings.ts';
import { footTable } from './footTable.ts';
import { lists } from './lists.ts';
import { mastheadParagraphs } from './mastheadParagraphs.ts';
import { packDocx } from './packDocx.ts';
import { pageSection } from './pageSection.ts';
import { styleSheet } from './styleSheet.ts';
import { fontTable } from './wordFonts.ts';

export interface DocxOptions {
  /** With it every page says 草稿, by whom and when; without it the pages are clean, which only a signed issue may be. */
  readonly draft?: DraftStamp | undefined;
}

/**
 * The issue as a DOCX that an office edits in Word or WPS, built from the document and the numbers of its layout. The
 * same document, parameters and stamp give the same bytes. Throws UnwritableTextError.
 */
export async function writeDocx(
  document: IssueDocument,
  parameters: LayoutParameters,
  { draft }: DocxOptions = {},
): Promise<Uint8Array> {
  requireWritableText(document, draft);
  const articles = document.articles.flatMap((article, index) =>
    articleParagraphs(article, index, document, parameters),
  );
  const section = {
    ...pageSection(parameters, draft),
    children: [...mastheadParagraphs(document, parameters), ...articles, ...footTable(document, parameters)],
  };
  return packDocx(new Document({ numbering: lists(parameters), sections: [section] }), {
    'docProps/core.xml': documentInformation(document),
    'word/fontTable.xml': fontTable(parameters),
    'word/settings.xml': documentSettings(parameters),
    'word/styles.xml': styleSheet(document, parameters),
  });
}
