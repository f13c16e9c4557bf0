import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireFolder, requireRoom, settleUnfinished } from './handoverMedium.ts';
import { isWritten } from './packageQueries.ts';

/** A medium that a volume is written to. */
export interface NextMedium {
  readonly folder: string;
  /** Its number in the office's own book, or its serial number. */
  readonly medium: string;
}

/** The volume that waits. */
interface Wanted {
  readonly volume: number;
  readonly volumes: number;
  readonly bytes: number;
}

interface Waiting {
  readonly bytes: number;
  readonly written: readonly string[];
  readonly give: (next: NextMedium) => void;
}

const waiting = new WeakMap<OfficeContext, Waiting>();

/** Nobody leaves the office waiting for longer: by then whoever writes has gone away. */
const longestWait_ms = 30 * 60_000;

/**
 * Asks by the event `mediumWanted` where the next volume is written; `written` are the names of the files of those before it. Throws
 * what `signal` was ended with.
 */
export async function askForMedium(
  context: OfficeContext,
  wanted: Wanted,
  written: readonly string[],
  signal: AbortSignal | undefined,
): Promise<NextMedium> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<NextMedium>();
  const end = () => reject(signal?.reason);
  const tooLong = () => reject(new OfficeError('illegalState', '等了30分钟没有换上介质，没有写完。请重新写出。'));
  const timer = setTimeout(tooLong, longestWait_ms);
  timer.unref();
  signal?.addEventListener('abort', end, { once: true });
  waiting.set(context, { bytes: wanted.bytes, written, give: resolve });
  context.environment.emit({ kind: 'mediumWanted', ...wanted });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    waiting.delete(context);
  }
}

/** Gives the volume that waits its medium. Throws OfficeError where none waits, or the medium does not take it: then it waits on. */
export async function giveMedium(context: OfficeContext, { folder, medium }: NextMedium): Promise<void> {
  const content = contentOf(context);
  const asked = waiting.get(context);
  if (!asked) throw new OfficeError('illegalState', '现在没有等着换介质的交接包。');
  const path = requireFolder(folder, context.environment.directory);
  const earlier = asked.written.findIndex((name) => existsSync(join(path, name)));
  if (earlier >= 0) {
    throw new OfficeError(
      'illegalState',
      `“${folder}”里是第${earlier + 1}卷，介质还没有换。请换上另一个，再选文件夹。`,
    );
  }
  await settleUnfinished(path, (hash) => isWritten(content, hash));
  requireRoom(path, asked.bytes);
  asked.give({ folder: path, medium });
}
