import { setTimeout as delay } from 'node:timers/promises';

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Undoes what a command has begun; gives the paths that stay behind all the same. */
export type Undo = () => readonly string[] | Promise<readonly string[]>;

const undoing = new Set<Undo>();
let interrupted = false;

/** Whether the command is being broken off: what fails from now on fails because of that. */
export function isInterrupted(): boolean {
  return interrupted;
}

/**
 * Has `undo` done when the command is broken off (Ctrl+C, a closed terminal), after which the program says so and ends.
 * Returns what takes it back.
 */
export function onInterrupt(undo: Undo): () => void {
  if (undoing.size === 0) for (const signal of signals()) process.on(signal, breakOff);
  undoing.add(undo);
  return () => {
    undoing.delete(undo);
    if (undoing.size === 0 && !interrupted) for (const signal of signals()) process.off(signal, breakOff);
  };
}

function signals(): readonly (keyof typeof exitCodes)[] {
  return Object.keys(exitCodes) as (keyof typeof exitCodes)[];
}

function breakOff(signal: NodeJS.Signals): void {
  if (interrupted) return;
  interrupted = true;
  const end = () => process.exit(exitCodes[signal as keyof typeof exitCodes] ?? 1);
  const left: string[] = [];
  // The browser ends the program by itself once it is gone; whatever must be said is said by then.
  const undone = [...undoing].reverse().map(async (undo) => {
    for (const path of await undo()) left.push(path);
  });
  process.once('exit', () => {
    process.stderr.write(left.length === 0 ? '已中断，没有留下文件。\n' : `已中断，留下了${left.join('、')}。\n`);
  });
  // A browser that does not end is left to the system.
  void Promise.race([Promise.allSettled(undone), delay(5000)]).then(end);
}
