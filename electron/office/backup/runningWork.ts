import type { OfficeContext } from '../officeContext.ts';

/** Thrown into work that the person has ended. */
export class WorkStopped extends Error {
  override readonly name = 'WorkStopped';
  /** Nobody is at the window any more to hear of it. */
  readonly isLeaving: boolean;

  constructor(message: string, isLeaving: boolean) {
    super(message);
    this.isLeaving = isLeaving;
  }
}

const running = new WeakMap<OfficeContext, AbortController>();

/** Does work that `stopWork` can end; undefined where it was. */
export async function stoppable<Value>(
  context: OfficeContext,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value | undefined> {
  const controller = new AbortController();
  running.set(context, controller);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (error instanceof WorkStopped) return undefined;
    throw error;
  } finally {
    running.delete(context);
  }
}

/** Ends what is under way; does nothing where nothing is. */
export function stopWork(context: OfficeContext, isLeaving = false): void {
  running.get(context)?.abort(new WorkStopped('the person has ended it', isLeaving));
}

/** Tells how far bytes have come of all that are to be read and written, a hundred times at most. */
export function createProgress(context: OfficeContext, command: string, bytes: number) {
  let done = 0;
  let told = -1;
  let label = '';
  const tell = () => {
    const part = Math.min(100, Math.floor((done * 100) / Math.max(1, bytes)));
    if (part === told) return;
    told = part;
    context.environment.emit({ kind: 'progress', command, part, whole: 100, label });
  };
  return {
    /** Names what is being done from now on. */
    begin(next: string): void {
      label = next;
      told = -1;
      tell();
    },
    finish(): void {
      done = Math.max(done, bytes);
      tell();
    },
    add(more: number): void {
      done += more;
      tell();
    },
  };
}
