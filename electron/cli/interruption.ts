import { setTimeout as delay } from 'node:timers/promises';

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

interface Undoing {
  /** Undoes what the command has begun. */
  readonly undo: () => void | Promise<void>;
  /** The paths that stay behind all the same; asked at the very end. */
  readonly left: () => readonly string[];
}

const undoing = new Set<Undoing>();
let interrupted = false;

/** Whether the command is being broken off: what fails from now on fails because of that. */
export function isInterrupted(): boolean {
  return interrupted;
}

/**
 * Has `undo` done when the command is broken off (Ctrl+C, a closed terminal), after which the program says so and ends.
 * Returns what takes it back.
 */
export function onInterrupt(undo: Undoing['undo'], left: Undoing['left'] = () => []): () => void {
  if (undoing.size === 0) for (const signal of signals()) process.on(signal, breakOff);
  const entry = { undo, left };
  undoing.add(entry);
  return () => {
    undoing.delete(entry);
    if (undoing.size === 0 && !interrupted) for (const signal of signals()) process.off(signal, breakOff);
  };
}

function signals(): readonly (keyof typeof exitCodes)[] {
  return Object.keys(exitCodes) as (keyof typeof exitCodes)[];
}

function breakOff(signal: NodeJS.Signals): void {
  if (interrupted) return;
  interrupted = true;
  const entries = [...undoing].reverse();
  // The browser ends the program by itself once it is gone, be the rest undone or not: this is said at the very end.
  process.once('exit', () => {
    const left = entries.flatMap((entry) => entry.left());
    process.stderr.write(left.length === 0 ? '已中断，没有留下文件。\n' : `已中断，留下了${left.join('、')}。\n`);
  });
  const undone = entries.map(async ({ undo }) => undo());
  const end = () => process.exit(exitCodes[signal as keyof typeof exitCodes] ?? 1);
  // Its driver clears away a moment after the browser has ended; a browser that does not end is left to the system.
  void Promise.race([Promise.allSettled(undone).then(() => delay(500)), delay(5000)]).then(end);
}
