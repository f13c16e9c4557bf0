import type { IssueDocument, SignOffEntry } from '#shared/issue/issueDocument.ts';
import { chineseNumber } from './chineseNumber.ts';
import { readDate } from './readMasthead.ts';
import { isSignOffLine, readOwnStation, readSignOff } from './readSignOff.ts';
import { type ReportEntry, type TextLine, withoutBlanks } from './textLine.ts';

export interface Foot extends Pick<IssueDocument, 'reportTo' | 'copyTo' | 'sendTo' | 'signOff' | 'copies'> {
  readonly copies?: number;
}

const recipientPattern =
  /^(抄\s*报|报\s*送|主\s*报|主\s*送|抄\s*送|分\s*送|印\s*送|印\s*发|抄\s*发|分\s*发|发\s*至|发\s*送|报|送|发)\s*[：:]\s*/;
const copiesPattern = /[（(]?\s*共?\s*印\s*(?:发|制)?\s*([\d０-９〇零一二三四五六七八九十百\s]+)\s*份\s*[）)]?/;
const imprintPattern = /日\s*印\s*[发制]?$/;

/** Lines from the end in which a foot begins: long lists of recipients broken by hand fill some twenty. */
const longestFoot = 30;
/** An imprint and a number of copies stand by themselves only at the very end. */
const imprintLines = 3;

/** Index of the first line of the foot (recipients, names, copies), or the number of lines when there is none. */
export function footStart(lines: readonly TextLine[]): number {
  const earliest = Math.max(0, lines.length - longestFoot);
  const index = lines.findIndex(
    ({ text }, at) =>
      at >= earliest &&
      (recipientPattern.test(text) ||
        isSignOffLine(text) ||
        (at >= lines.length - imprintLines && text.length < 40 && isImprint(text)) ||
        (at >= lines.length - imprintLines && text.length < 20 && copiesPattern.test(text))),
  );
  return index < 0 ? lines.length : index;
}

/** Whether the line can only belong to the foot: recipients or names with their label. */
export function isFootLine(text: string): boolean {
  return recipientPattern.test(text) || isSignOffLine(text);
}

/** Recipients, sign-off names and number of copies; a line without a label continues the list above it. */
export function readFoot(lines: readonly TextLine[], report: ReportEntry[]): Foot {
  const written: { kind: 'reportTo' | 'copyTo' | 'sendTo'; text: string }[] = [];
  const signOff: SignOffEntry[] = [];
  let copies: number | undefined;
  for (const [index, { line, text }] of lines.entries()) {
    const recipient = recipientPattern.exec(text);
    const copied = copiesPattern.exec(text);
    if (copied?.[1]) {
      const count = chineseNumber(copied[1]);
      if (count && count <= 1_000_000) copies = count;
      else report.push({ line, kind: 'unread', message: `印数没有读出：${text}` });
    }
    const above = lines[index - 1]?.text ?? '';
    const rest = copied ? text.replace(copied[0], '').trim() : text;
    if (rest === '') continue;
    if (recipient?.[1]) {
      const label = withoutBlanks(recipient[1]);
      const kind = /报/.test(label) ? 'reportTo' : /抄送|^送|分送|印送/.test(label) ? 'copyTo' : 'sendTo';
      if (label.length > 1) report.push({ line, kind: 'recipients', message: `“${label}”按${kindNames[kind]}收入` });
      written.push({ kind, text: rest.replace(recipientPattern, '') });
    } else if (isSignOffLine(rest)) {
      signOff.push(...readSignOff(rest, line, report));
    } else if (isImprint(rest)) {
      report.push({ line, kind: 'setAside', message: `印发机关和日期的一行没有收入：${rest}` });
    } else if (written.length > 0 && signOff.length === 0) {
      const last = written[written.length - 1];
      if (!last) continue;
      const separate = standsApart(last.text, above);
      if (separate) report.push({ line, kind: 'unsure', message: `分行写的单位分开收入：${rest}` });
      last.text += `${separate ? '，' : ''}${rest}`;
    } else {
      const station = signOff.length > 0 ? readOwnStation(rest, line, report) : [];
      signOff.push(...station);
      if (station.length > 0) continue;
      report.push({ line, kind: 'unread', message: `版记中未能识别的一行：${text}` });
    }
  }
  const list = (kind: string) =>
    written.filter((entry) => entry.kind === kind).flatMap((entry) => recipients(entry.text));
  return {
    reportTo: list('reportTo'),
    copyTo: list('copyTo'),
    sendTo: list('sendTo'),
    signOff,
    ...(copies ? { copies } : {}),
  };
}

/** When the issue was printed, by the line that says so; undefined where none does. */
export function imprintDate(lines: readonly TextLine[]): string | undefined {
  const imprint = lines.find(({ text }) => isImprint(text.replace(copiesPattern, '').trim()));
  return imprint && readDate(imprint.text)?.date;
}

/** A short line that ends in no sign was not cut by the margin: the next unit stands on its own line. */
function standsApart(written: string, above: string): boolean {
  const open = (written.match(/[（(]/g)?.length ?? 0) - (written.match(/[）)]/g)?.length ?? 0);
  return above.length < 20 && open === 0 && !/[，,、；;：:]$/.test(written);
}

const kindNames = { reportTo: '报', copyTo: '送', sendTo: '发' } as const;

function isImprint(text: string): boolean {
  return imprintPattern.test(text) && readDate(text) !== undefined;
}

/** Groups are set apart by ；, else by ，; 、 stays inside a group, where one word may stand for several units (…、…分管领导). */
function recipients(text: string): readonly string[] {
  const whole = text.replace(/。$/, '');
  const groups = /[；;]/.test(whole) ? whole.split(/[；;]/) : splitOutsideBrackets(whole);
  return groups.map((group) => group.trim()).filter((group) => group !== '');
}

function splitOutsideBrackets(text: string): readonly string[] {
  const groups = [''];
  let depth = 0;
  for (const character of text) {
    if (/[（(]/.test(character)) depth += 1;
    if (/[）)]/.test(character)) depth -= 1;
    if (depth <= 0 && /[，,]/.test(character)) groups.push('');
    else groups[groups.length - 1] += character;
  }
  return groups;
}
