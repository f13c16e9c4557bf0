import { chineseNumber } from '#formats/text/chineseNumber.ts';
import { unnamedPublication } from '#formats/text/unnamedPublication.ts';
import type { BackIssueDoubt, BackIssueDuplicate } from '#shared/contract/backIssueCommands.ts';
import type { IssueDocument, IssueNumber } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { findDuplicate } from './findDuplicate.ts';

/** What is said of a file that was read. */
export interface Judgement {
  readonly state: 'parsed' | 'unsure' | 'duplicate';
  readonly reasons: readonly BackIssueDoubt[];
  readonly duplicateOf: BackIssueDuplicate | undefined;
}

export interface JudgedFile {
  readonly id: string;
  readonly path: string;
  readonly publicationId: string;
  readonly publicationName: string;
  readonly sm3: string;
  readonly prints: readonly number[];
  readonly isMisnamed: boolean;
  readonly document: IssueDocument;
  readonly report: readonly { readonly kind: string }[];
}

/** Whether a file is what it seems, stands in the archive already, or is to be looked at by somebody. */
export function judgeFile(content: ReadableDatabase, file: JudgedFile): Judgement {
  const doubts = doubtsAbout(file);
  const duplicate = findDuplicate(content, file);
  if (duplicate) {
    return { state: 'duplicate', reasons: [duplicate.doubt, ...doubts], duplicateOf: duplicate.of };
  }
  return { state: doubts.length === 0 ? 'parsed' : 'unsure', reasons: doubts, duplicateOf: undefined };
}

function doubtsAbout({ path, publicationName, isMisnamed, document, report }: JudgedFile): readonly BackIssueDoubt[] {
  const { publication, number, date, articles } = document;
  const doubts: BackIssueDoubt[] = [];
  const name = publication.name.replace(/[《》\s]/g, '');
  if (publication.name === unnamedPublication) doubts.push({ kind: 'noMasthead' });
  else if (name !== publicationName.replace(/[《》\s]/g, '')) {
    doubts.push({ kind: 'otherPublication', said: publication.name });
  }
  if (!number) doubts.push({ kind: 'noNumber' });
  if (!date) doubts.push({ kind: 'noDate' });
  const whole = articles.filter(({ title, body }) => title.length > 0 && body.length > 0);
  if (whole.length === 0) doubts.push({ kind: 'noArticles' });
  const named = number && numberInName(path);
  if (named !== undefined && named !== null && number && differs(named, number)) {
    doubts.push({ kind: 'otherNumberInName', said: `第${named.serial}期` });
  }
  if (number && date && Math.abs(Number(date.slice(0, 4)) - number.year) > 0) {
    doubts.push({ kind: 'otherYear', said: date.slice(0, 4) });
  }
  const count = (kinds: readonly string[]) => report.filter(({ kind }) => kinds.includes(kind)).length;
  const missing = count(['titleMissing', 'titleDiffers']);
  if (missing > 0) doubts.push({ kind: 'titleMissing', count: missing });
  const unitless = articles.filter(({ source }) => source === null || source.unit.trim() === '').length;
  if (unitless > 0) doubts.push({ kind: 'unitMissing', count: unitless });
  const leftOver = count(['unread', 'unrecognised', 'textBox', 'formula', 'embedded']);
  if (leftOver > 0) doubts.push({ kind: 'leftOverLines', count: leftOver });
  const doubtful = count(['innerSource', 'openParagraph', 'doubtfulJoin']);
  if (doubtful > 0) doubts.push({ kind: 'doubtfulPlaces', count: doubtful });
  if (isMisnamed) doubts.push({ kind: 'otherKind' });
  return doubts;
}

/** 第6期, 第十二期 or 总第128期 in the name of a file. */
export function numberInName(path: string): { readonly serial: number; readonly isRunning: boolean } | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const serial = chineseNumber(/(?<!总)第\s*([^第期]{1,6}?)\s*期/.exec(name)?.[1] ?? '');
  if (serial) return { serial, isRunning: false };
  const running = chineseNumber(/总第?\s*([^第期]{1,6}?)\s*期/.exec(name)?.[1] ?? '');
  return running ? { serial: running, isRunning: true } : undefined;
}

function differs(named: { readonly serial: number; readonly isRunning: boolean }, number: IssueNumber): boolean {
  if (named.isRunning) return number.running !== undefined && named.serial !== number.running;
  return named.serial !== number.serial && named.serial !== number.running;
}
