import { titleInOneLine } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';

/** What an issue's pages must read, blanks and page numbers aside, written down from the document without the layout. */
export function printedText(document: IssueDocument): string {
  const { publication, number, date } = document;
  const serial = number && `${number.series === 'supplement' ? '增刊' : ''}第${number.serial}期`;
  const [year, month, day] = (date ?? '').split('-').map(Number);
  const list = (label: string, units: readonly string[]) =>
    units.length > 0 ? label + units.join(units.some((unit) => unit.includes('，')) ? '；' : '，') : '';
  const articles = document.articles.map(({ title, subtitle, byline, body, source }) => [
    ...title,
    subtitle ? `——${subtitle}` : '',
    byline,
    ...body.flatMap((block) =>
      block.role === 'list' && block.ordered
        ? block.items.map((item, index) => '①②③④⑤⑥⑦⑧⑨'.charAt(index) + item.map(({ text }) => text).join(''))
        : blockParagraphs(block),
    ),
    source?.line,
  ]);
  return [
    ...document.marking,
    publication.name,
    document.column && `（${document.column}）`,
    serial,
    number?.running && `（总第${number.running}期）`,
    publication.organ,
    date && `${year}年${month}月${day}日`,
    document.articles.length > 0 && '目录',
    ...document.articles.map(({ title }) => titleInOneLine(title)),
    document.editorsNote && `编者按：${document.editorsNote}`,
    ...articles.flat(),
    list('报：', document.reportTo),
    list('送：', document.copyTo),
    list('发：', document.sendTo),
    ...document.signOff.map(({ label, person, step }, index, all) => {
      // Those who 会签 at one station stand behind its word together.
      const before = all[index - 1];
      const isTogether = step === 'countersigner' && before?.step === step && before.label === label;
      return isTogether ? `、${person}` : `${label}：${person}`;
    }),
    document.copies && `（共印${document.copies}份）`,
  ]
    .filter((part) => part)
    .join('')
    .replace(/\s/g, '');
}
