import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { PartFault, PartPlace } from '#shared/layout/partPlace.ts';
import { signOffLines } from '#shared/layout/printedLines.ts';

/**
 * Characters that a part which is one line, or a few, has room for. Beyond them it is a text that has got into the wrong
 * place: a name would be set too small to read, a title take minutes.
 */
const most_characters = { name: 80, line: 300, recipient: 500 } as const;

/** Parts that are too long for their place, a Chinese sentence each that begins with the place, as slotTexts names it. */
export function longTexts(document: IssueDocument): readonly PartFault[] {
  const { publication, column, marking, articles, reportTo, copyTo, sendTo } = document;
  const faults: PartFault[] = [];
  const measure = (at: PartPlace, place: string, text: string | undefined, most: number = most_characters.line) => {
    // A line that is shorter in UTF-16 units has no more characters than those; most need not be counted.
    if (text === undefined || text.length <= most) return;
    const { length } = [...text];
    if (length > most) faults.push({ message: `${place}有${length}字，太长，最多${most}字。`, at });
  };
  const [head, foot] = [{ part: 'head' }, { part: 'foot' }] as const;
  measure(head, '刊名', publication.name, most_characters.name);
  measure(head, '主办单位', publication.organ);
  measure(head, '栏目', column);
  for (const text of marking) measure(head, '标识', text);
  for (const [index, { title, subtitle, byline, source }] of articles.entries()) {
    const place = `第${index + 1}篇`;
    const at = { part: 'article', article: index } as const;
    for (const text of title) measure(at, `${place}标题`, text);
    measure(at, `${place}副标题`, subtitle);
    measure(at, `${place}署名`, byline);
    measure(at, `${place}来源`, source?.line);
  }
  for (const text of [...reportTo, ...copyTo, ...sendTo]) measure(foot, '报送范围', text, most_characters.recipient);
  for (const line of signOffLines(document)) measure(foot, '签署', line);
  return faults;
}
