import { contentHash } from '#shared/issue/contentHash.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { signedName } from '#shared/issue/signedName.ts';
import { issueNumberLine } from '#shared/layout/printedLines.ts';
import { issueTitle } from '#shared/layout/renderIssueHtml.ts';

/** What an OFD says about itself. */
export interface DocumentFacts {
  /** 32 hexadecimal digits (GB/T 33190-2016, table 4). */
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** YYYY-MM-DD; a draft has none. */
  readonly date: string | undefined;
  /** Further facts by name, in their order. */
  readonly custom: readonly (readonly [name: string, value: string])[];
}

/**
 * The facts of an issue. The identifier is the first half of the content's hash, so that the same content is the same
 * document. Names of further facts follow the Chinese names of DA/T 46 where that has one.
 */
export function documentFacts(document: IssueDocument): DocumentFacts {
  const { publication, column, number, date, marking, signOff } = document;
  const hash = contentHash(document);
  const title = issueTitle(document);
  const custom: readonly (readonly [string, string])[] = [
    ['题名', title],
    ['责任者', publication.organ],
    ['日期', date ?? ''],
    ['文件编号', number ? issueNumberLine(number) : ''],
    ['刊名', publication.name],
    ['栏目', column ?? ''],
    ['标识', marking.join('、')],
    ...signOff.map((entry) => [entry.label, signedName(entry)] as const),
    ['内容摘要值（SM3）', hash],
  ];
  return {
    id: hash.slice(0, 32),
    title,
    author: publication.organ,
    subject: column ?? '',
    date: date ?? undefined,
    custom: custom.filter(([, value]) => value !== ''),
  };
}
