import type { Block } from '#shared/issue/block.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ReadableIssue } from './layOutIssue.ts';

/** What of an issue was read otherwise than it was made, blanks and the width of signs aside; empty where it is right. */
export function findFaults({ issue, number, date }: ReadableIssue, read: IssueDocument): readonly string[] {
  const faults: string[] = [];
  const same = (what: string, made: unknown, found: unknown) => {
    const [one, other] = [JSON.stringify(made), JSON.stringify(found)];
    if (one !== other) faults.push(`${what}: ${excerpt(one, other)} read as ${excerpt(other, one)}`);
  };
  same('name', key(issue.publication), key(read.publication.name));
  same('organ', key(issue.organ), key(read.publication.organ));
  same('marking', issue.marking.map(key), read.marking.map(key));
  same('column', issue.column, key(read.column ?? ''));
  same('number', number && { series: 'regular', ...number }, read.number);
  same('date', date, read.date);
  same(
    'titles',
    issue.articles.map(({ title }) => key(title)),
    read.articles.map(({ title }) => key(title.join(''))),
  );
  same(
    'units',
    issue.articles.map(({ unit }) => unit),
    read.articles.map(({ source }) => key(source?.unit ?? '')),
  );
  for (const [index, { body }] of issue.articles.entries()) {
    const made = body.map(({ level, text }) => `${level} ${key(text)}`);
    same(`body ${index + 1}`, made, read.articles[index]?.body.flatMap(blockKeys) ?? []);
  }
  const lists = (groups: readonly string[]) => key(groups.join('')).replace(/[，；]/g, '');
  same('reportTo', lists(issue.reportTo), lists(read.reportTo));
  same('copyTo', lists(issue.copyTo), lists(read.copyTo));
  same('sendTo', lists(issue.sendTo), lists(read.sendTo));
  same(
    'people',
    issue.people,
    read.signOff.map(({ person }) => person),
  );
  return faults;
}

function blockKeys(block: Block): readonly string[] {
  const level = /^heading(\d)$/.exec(block.role)?.[1] ?? '0';
  return blockParagraphs(block).map((text) => `${level} ${key(text)}`);
}

function key(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** From a little before the first difference on. */
function excerpt(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return text.slice(Math.max(0, at - 12), at + 40);
}
