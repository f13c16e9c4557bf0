import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { signedName } from '#shared/issue/signedName.ts';

/** 第N期 of the year, 增刊 by its own count; the running number of the publication (总第N期) behind it where it has one. */
export function issueNumberLine(number: NonNullable<IssueDocument['number']>): string {
  const serial = number.series === 'supplement' ? `增刊第${number.serial}期` : `第${number.serial}期`;
  return number.running === undefined ? serial : `${serial}（总第${number.running}期）`;
}

/** 栏目 as it prints under the name of the publication: （经验交流）. */
export function columnLine(column: string): string {
  return `（${column}）`;
}

/** 2024-03-05 as 2024年3月5日. */
export function issueDateLine(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** A subtitle stands behind a dash of its own line. */
export function subtitleLine(subtitle: string): string {
  return `——${subtitle}`;
}

/** The number of copies as it prints behind the names: （共印N份）. */
export function copiesLine(copies: number): string {
  return `（共印${copies}份）`;
}

/** ① to ⑳, then plain numbers: no heading uses these signs. */
export function listNumber(index: number): string {
  return index < 20 ? String.fromCharCode(0x2460 + index) : `${index + 1}. `;
}

/** 报, 送 and 发 with their lists as printed; ； parts the groups where a group holds a ， of its own. Empty lists are left out. */
export function recipientLines(document: IssueDocument): readonly { readonly label: string; readonly units: string }[] {
  const lists = [
    ['报：', document.reportTo],
    ['送：', document.copyTo],
    ['发：', document.sendTo],
  ] as const;
  return lists.flatMap(([label, units]) => {
    const separator = units.some((unit) => /[，,]/.test(unit)) ? '；' : '，';
    return units.length > 0 ? [{ label, units: units.join(separator) }] : [];
  });
}

/** 责任编辑：…, 审核：…, 签发：…; those who signed together stand behind one label. */
export function signOffLines({ signOff }: Pick<IssueDocument, 'signOff'>): readonly string[] {
  const lines: { readonly label: string; readonly people: string[] }[] = [];
  for (const entry of signOff) {
    const { label, step } = entry;
    const person = signedName(entry);
    const last = lines.at(-1);
    if (step === 'countersigner' && last?.label === label) last.people.push(person);
    else lines.push({ label, people: [person] });
  }
  return lines.map(({ label, people }) => `${label}：${people.join('、')}`);
}

export const contentsHead = '目　录';
export const editorsNoteLabel = '编者按：';
