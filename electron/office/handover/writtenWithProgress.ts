import { createProgress, stoppable } from '../backup/runningWork.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { bytesOfParts } from './measurePackage.ts';
import { selectPackage } from './packageQueries.ts';
import { type Sending, sendPackage } from './sendPackage.ts';

/** Writes a package with its progress told and an end that the person can put to it. Throws illegalState where it was. */
export async function writtenWithProgress(context: OfficeContext, command: string, sending: Sending) {
  const progress = createProgress(context, command, await bytesOfParts(sending.parts));
  progress.begin('写交接包');
  const sent = await stoppable(context, (signal) =>
    sendPackage(context, { ...sending, signal, onBytes: progress.add }),
  );
  if (!sent) throw stopped('没有写');
  progress.finish();
  return {
    entry: selectPackage(context, sent.number),
    files: sent.volumes.map(({ path, bytes: size }) => ({ path, bytes: size })),
  };
}

export function stopped(what: string): OfficeError {
  return new OfficeError('illegalState', `已停下，${what}。`, { isStopped: true });
}
