import type { Unlock } from '#shared/contract/backupCommands.ts';
import { readRecoverySecret, readRecoveryShare } from '#store/recoveryCode.ts';
import { OfficeError } from '../officeError.ts';

export type Papers = Exclude<Unlock, { readonly kind: 'person' }>;

/**
 * What was typed from the recovery papers, as the keyring takes it. A slip of the pen is no guess and makes nobody wait: of
 * shares it is told which of them. Throws wrongRecoveryCode.
 */
export function typedPapers(papers: Papers): string {
  if (papers.kind === 'code') {
    if (readRecoverySecret(papers.recoveryCode) !== undefined) return papers.recoveryCode;
    throw slip('恢复码抄写有误：应是八组、每组四位。请对照打印件逐组核对。');
  }
  const [first, second] = papers.shares.map(({ number, text }) => {
    const share = readRecoveryShare(text);
    if (!share) throw slip(`第${number}份恢复份额抄写有误：应是十组、每组四位。请对照打印件逐组核对。`);
    if (share.place === number) return { ...share, text };
    throw slip(`填作第${number}份的，实际上是第${share.place}份。请核对打印件上的编号。`);
  });
  if (!first || !second) throw new Error('two shares are asked for');
  if (first.place === second.place) throw slip('两处填的是同一份恢复份额，要用编号不同的两份。');
  if (first.set !== second.set) throw slip('这两份恢复份额不是同一套，请用同一次发放的两份。');
  return `${first.text} ${second.text}`;
}

function slip(message: string): OfficeError {
  return new OfficeError('wrongRecoveryCode', message);
}
