import { type SignOffEntry, type SignOffStep, signOffStepNames } from '#shared/issue/issueDocument.ts';
import { readSignedName } from '#shared/issue/signedName.ts';
import { type ReportEntry, withoutBlanks } from './textLine.ts';

const steps: Readonly<Record<string, SignOffStep>> = {
  责任编辑: 'responsibleEditor',
  责编: 'responsibleEditor',
  编辑: 'responsibleEditor',
  编发: 'responsibleEditor',
  初审: 'responsibleEditor',
  会签: 'countersigner',
  审核: 'reviewer',
  审稿: 'reviewer',
  核稿: 'reviewer',
  审签: 'reviewer',
  复审: 'reviewer',
  复核: 'reviewer',
  签发: 'signer',
  终审: 'signer',
  签批: 'signer',
};
/** Words whose step an office may mean otherwise; taken, and said. */
const doubtful: ReadonlySet<string> = new Set(['编发', '初审', '审签', '复审', '复核', '终审', '签批']);

const label = Object.keys(steps)
  .sort((left, right) => right.length - left.length)
  .map((word) => [...word].join('\\s*'))
  .join('|');
const labelled = new RegExp(`^(?:${label})(?:\\s*人)?\\s*[：:]`);
const name = '\\p{Script=Han}(?:\\s*\\p{Script=Han}){1,3}';
/** With in whose place, where it was another's. */
const named = `${name}(?:（受${name}委托）)?`;
/** Without colons only a line of nothing but labels and names counts: 责任编辑 张三　审核 李四. */
const spaced = new RegExp(`^(?:(?:${label})(?:\\s*人)?[\\s:：]+${named}(?:[、，,]\\s*${named})*(?:[\\s|/]+|$))+$`, 'u');
/** What a publication calls a station of its own: any word with a colon, after a blank or a bar. */
const own = '\\p{Script=Han}{2,12}';
const entry = new RegExp(
  `(?:(${label})(?:\\s*人)?\\s*[：:\\s]|(?<=[\\s|/])(${own})\\s*[：:])\\s*(.*?)` +
    `(?=[\\s|/]*(?:${label})|[\\s|/]+${own}\\s*[：:]|$)`,
  'gu',
);
const ownNames = new RegExp(`^${named}(?:[、，,]\\s*${named})*$`, 'u');
const ownStation = new RegExp(`^${own}\\s*[：:]`, 'u');

/** Whether a line names who edited, reviewed or signed. */
export function isSignOffLine(text: string): boolean {
  return labelled.test(text) || (text.length < 60 && spaced.test(text));
}

/** The names of a sign-off line, in order; one label may stand before several names. */
export function readSignOff(text: string, line: number, report: ReportEntry[]): readonly SignOffEntry[] {
  const entries: SignOffEntry[] = [];
  for (const [, known, unknown, names = ''] of text.matchAll(entry)) {
    const plainLabel = withoutBlanks(known ?? unknown ?? '');
    const step = steps[plainLabel] ?? 'reviewer';
    if (unknown !== undefined && !ownNames.test(names.trim())) {
      report.push({ line, kind: 'unread', message: `“${plainLabel}”后面不是姓名，没有收入：${names.trim()}` });
      continue;
    }
    const people = names
      .split(/[、，,]/)
      .map(closeName)
      .filter((person) => person !== '');
    if (people.length === 0) report.push({ line, kind: 'unsure', message: `“${plainLabel}”后面没有姓名` });
    if (doubtful.has(plainLabel) || !(plainLabel in steps))
      report.push({ line, kind: 'unsure', message: `“${plainLabel}”按${signOffStepNames[step]}收入` });
    entries.push(...people.map((person) => ({ step, label: plainLabel, ...readSignedName(person) })));
  }
  return entries;
}

/** A line of its own that names a station by a word of the publication's; only between others is it known for one. */
export function readOwnStation(text: string, line: number, report: ReportEntry[]): readonly SignOffEntry[] {
  const station = ownStation.exec(text);
  if (!station || !ownNames.test(text.slice(station[0].length).trim())) return [];
  return readSignOff(` ${text}`, line, report);
}

function closeName(name: string): string {
  return name.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
}
