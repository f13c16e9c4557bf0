import { distinctIds } from '#formats/text/distinctIds.ts';
import { imagesShown } from '#formats/text/imagesShown.ts';
import { readFoot } from '#formats/text/readFoot.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { readStyledArticle } from './readStyledArticle.ts';
import { readStyledMasthead } from './readStyledMasthead.ts';
import { isFootPart, type StyledPart } from './styledParts.ts';

/**
 * A bulletin whose paragraphs are named by the styles of writeDocx → IssueDocument: nothing has to be guessed from the
 * wording. `title` is the title among the file's properties, which names the year of the number.
 */
export function readStyledBulletin(
  parts: readonly StyledPart[],
  title: string,
  images: IssueDocument['images'],
  report: ReportEntry[],
): IssueDocument {
  report.push({ line: 0, kind: 'styles', message: '按样式读入：每段是什么由它的样式决定' });
  const foot = parts.filter(isFootPart);
  const text = parts.filter((part) => !isFootPart(part));
  const starts = text.flatMap((part, index) => (part.kind === 'text' && part.style === 'title' ? [index] : []));
  const masthead = readStyledMasthead(text.slice(0, starts[0] ?? text.length), title, report);
  const articles = starts.map((start, index) => readStyledArticle(text.slice(start, starts[index + 1]), report));
  const footLines = foot.flatMap((part) =>
    part.kind === 'text' ? [{ line: part.line, text: part.text.text, indented: false }] : [],
  );
  return IssueDocument.parse({
    schema: 1,
    ...masthead,
    articles: distinctIds(articles),
    ...readFoot(footLines, report),
    images: imagesShown(articles, images),
  });
}
