import type { PaperNote } from './issueDocument.ts';
import type { SignedStatement } from './signOffStatement.ts';

/** What stands wherever a signature on paper is named: never the words of a signature with a key. */
export function paperText({ recorder, confirmer }: Pick<PaperNote, 'recorder' | 'confirmer'>): string {
  return `纸质签批（代录：${recorder}；核对：${confirmer}）`;
}

/** The name of a scan among the frozen files of an issue. */
export function scanName(mime: ScanMime, sm3: string): string {
  return `纸质签批-${sm3.slice(0, 16)}.${scanEndings[mime]}`;
}

export const scanMimes = ['image/png', 'image/jpeg', 'application/pdf'] as const;
export type ScanMime = (typeof scanMimes)[number];
const scanEndings = { 'image/png': 'png', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' } as const;

export const mostScanBytes = 10_000_000;

/** The two statements that a signature on paper rests on. */
export interface PaperPair {
  readonly recorder: SignedStatement;
  readonly confirmer: SignedStatement;
}

export interface SortedStatements {
  /** Given with the key of the person who passed the issue. */
  readonly own: readonly SignedStatement[];
  readonly papers: readonly PaperPair[];
  /** Of a paper whose other statement is not there. */
  readonly single: readonly SignedStatement[];
}

/** Tells the signatures of people from those that answer for a paper, and puts these together by what they say of it. */
export function sortStatements(statements: readonly SignedStatement[]): SortedStatements {
  const own = statements.filter(({ paper }) => paper === undefined);
  const recorders = statements.filter(({ paper }) => paper?.as === 'recorder');
  const confirmers = statements.filter(({ paper }) => paper?.as === 'confirmer');
  const papers: PaperPair[] = [];
  const single: SignedStatement[] = [];
  for (const recorder of recorders) {
    const at = confirmers.findIndex((confirmer) => sameness(confirmer) === sameness(recorder));
    const [confirmer] = at < 0 ? [] : confirmers.splice(at, 1);
    if (confirmer) papers.push({ recorder, confirmer });
    else single.push(recorder);
  }
  return { own, papers, single: [...single, ...confirmers] };
}

/** The note that the issue prints and keeps of a paper. */
export function paperNote({ recorder, confirmer }: PaperPair): PaperNote | undefined {
  if (!recorder.paper) return undefined;
  const { signedOn, scan } = recorder.paper;
  return { recorder: recorder.person, confirmer: confirmer.person, signedOn, scan };
}

/** What both statements of one paper say alike. */
function sameness({ step, station, flow, hash, opinion, paper }: SignedStatement): string {
  const { as: _as, ...same } = paper ?? { as: undefined };
  return JSON.stringify([step, station, flow, hash, opinion, Object.entries(same).sort()]);
}
