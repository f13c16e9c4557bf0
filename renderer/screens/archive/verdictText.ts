import type { IssueVerdict } from '#shared/contract/archiveCommands.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import { archive } from '../../strings/archive.ts';

export interface VerdictText {
  readonly isSound: boolean;
  readonly text: string;
}

/** The result of 校验 in words; of one issue, or of all. */
export function verdictText(verdicts: readonly IssueVerdict[]): VerdictText {
  const faults = verdicts.flatMap(({ numberText, faults: found }) =>
    found.map(({ file, message }) => archive.faultyIssue(numberText, archive.faultLine(file, message))),
  );
  if (faults.length > 0) return { isSound: false, text: [archive.faulty(faults.length), ...faults].join('\n') };
  const [only] = verdicts;
  if (verdicts.length !== 1 || !only) return { isSound: true, text: archive.soundAll(verdicts.length) };
  const names = only.signatures
    .map(({ label, person, paper }) => archive.signedBy(label, person) + (paper ? ` ${paperText(paper)}` : ''))
    .join('、');
  return { isSound: true, text: archive.sound(names) };
}
