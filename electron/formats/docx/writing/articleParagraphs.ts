import { BookmarkEnd, BookmarkStart, type FileChild, Paragraph } from 'docx';
import { paragraphStyles } from '#formats/docx/bulletinStyles.ts';
import type { Article } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { subtitleLine } from '#shared/layout/printedLines.ts';
import { blockChildren } from './blockChildren.ts';
import { articleBookmark } from './mastheadParagraphs.ts';
import { textRun } from './textRuns.ts';

/** Title, subtitle, by-line, blocks and source line of the article at `index`. */
export function articleParagraphs(
  article: Article,
  index: number,
  document: IssueDocument,
  parameters: LayoutParameters,
): readonly FileChild[] {
  const { subtitle, byline, source, body } = article;
  return [
    titleParagraph(article, index, parameters),
    // Of the lines under a title only the last one keeps the white below it.
    ...(subtitle
      ? [
          new Paragraph({
            style: paragraphStyles.subtitle.id,
            ...(byline ? tight : {}),
            children: [textRun(subtitleLine(subtitle))],
          }),
        ]
      : []),
    ...(byline ? [new Paragraph({ style: paragraphStyles.byline.id, children: [textRun(byline)] })] : []),
    ...body.flatMap((block, number) => blockChildren(block, { article: index, block: number }, document, parameters)),
    ...(source ? [new Paragraph({ style: paragraphStyles.source.id, children: [textRun(source.line)] })] : []),
  ];
}

const tight = { spacing: { after: 0 } } as const;

/** The title in one paragraph, its lines broken where the editor broke them. It stands there even where it is empty, for articles begin with it. */
function titleParagraph({ title, subtitle, byline }: Article, index: number, parameters: LayoutParameters): Paragraph {
  const beginsPage = index === 0 && parameters.firstArticleOnNewPage;
  const spacing = {
    ...(beginsPage && !parameters.titleBlankLinesAtPageTop ? { before: 0 } : {}),
    ...(subtitle || byline ? tight.spacing : {}),
  };
  const paragraph = new Paragraph({
    style: paragraphStyles.title.id,
    pageBreakBefore: beginsPage,
    ...(Object.keys(spacing).length > 0 ? { spacing } : {}),
  });
  // The library's own bookmark counts on from file to file; these are numbered by the article.
  paragraph.addChildElement(new BookmarkStart(articleBookmark(index), index));
  paragraph.addChildElement(textRun(title.join('\n')));
  paragraph.addChildElement(new BookmarkEnd(index));
  return paragraph;
}
