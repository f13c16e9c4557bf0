import type { IssueDocument, SignOffEntry, SignOffStep } from '#shared/issue/issueDocument.ts';
import { chineseNumber } from './chineseNumber.ts';
import { type ReportEntry, type TextLine, withoutBlanks } from './textLine.ts';

export type Foot = Pick<IssueDocument, 'reportTo' | 'copyTo' | 'sendTo' | 'signOff' | 'copies'>;

const recipientPattern = /^(抄\s*报|报\s*送|主\s*送|抄\s*送|分\s*送|印\s*发|抄\s*发|报|送|发)\s*[：:]\s*/;
const signOffPattern =
  /(责\s*任\s*编\s*辑|责\s*编|编\s*辑|会\s*签|审\s*核|审\s*稿|核\s*稿|审\s*签|签\s*发)(?:\s*人)?\s*[：:]\s*(.*?)(?=\s*(?:责\s*任\s*编\s*辑|责\s*编|编\s*辑|会\s*签|审\s*核|审\s*稿|核\s*稿|审\s*签|签\s*发|[（(]?\s*共\s*印)|$)/g;
const signOffStart =
  /^(?:责\s*任\s*编\s*辑|责\s*编|编\s*辑|会\s*签|审\s*核|审\s*稿|核\s*稿|审\s*签|签\s*发)(?:\s*人)?\s*[：:]/;
const copiesPattern = /[（(]?\s*共\s*印\s*([\d０-９〇零一二三四五六七八九十百\s]+)\s*份\s*[）)]?/;

const steps: Readonly<Record<string, SignOffStep>> = {
  责任编辑: 'responsibleEditor',
  责编: 'responsibleEditor',
  编辑: 'responsibleEditor',
  会签: 'countersigner',
  审核: 'reviewer',
  审稿: 'reviewer',
  核稿: 'reviewer',
  审签: 'reviewer',
  签发: 'signer',
};

/** Index of the first line of the foot (recipients, names, copies), or the number of lines when there is none. */
export function footStart(lines: readonly TextLine[]): number {
  const earliest = Math.max(0, lines.length - 30);
  const index = lines.findIndex(
    ({ text }, at) =>
      at >= earliest &&
      (recipientPattern.test(text) ||
        signOffStart.test(text) ||
        (copiesPattern.test(text) && text.length < 20 && at > lines.length - 4)),
  );
  return index < 0 ? lines.length : index;
}

/** Recipients, sign-off names and number of copies; a line without a label continues the list above it. */
export function readFoot(lines: readonly TextLine[], report: ReportEntry[]): Foot {
  const written: { kind: 'reportTo' | 'copyTo' | 'sendTo'; text: string }[] = [];
  const signOff: SignOffEntry[] = [];
  let copies: number | undefined;
  for (const { line, text } of lines) {
    const recipient = recipientPattern.exec(text);
    const copied = copiesPattern.exec(text);
    if (copied?.[1]) copies = chineseNumber(copied[1]);
    const rest = copied ? text.replace(copied[0], '').trim() : text;
    if (rest === '') continue;
    if (recipient?.[1]) {
      const label = withoutBlanks(recipient[1]);
      const kind = /报/.test(label) ? 'reportTo' : /抄送|^送|分送/.test(label) ? 'copyTo' : 'sendTo';
      if (label.length > 1) report.push({ line, kind: 'recipients', message: `“${label}”按${kindNames[kind]}收入` });
      written.push({ kind, text: rest.replace(recipientPattern, '') });
    } else if (signOffStart.test(rest)) {
      for (const [, label, names] of rest.matchAll(signOffPattern)) {
        const plainLabel = withoutBlanks(label ?? '');
        const step = steps[plainLabel];
        if (!step) continue;
        for (const person of (names ?? '').split(/[、，,]/).map(closeName)) {
          if (person) signOff.push({ step, label: plainLabel, person });
        }
      }
    } else if (written.length > 0 && signOff.length === 0) {
      const last = written[written.length - 1];
      if (last) last.text += rest;
    } else {
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

const kindNames = { reportTo: '报', copyTo: '送', sendTo: '发' } as const;

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

function closeName(name: string): string {
  return name.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
}
