import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDisplay, whyNoDisplay } from '../e2e/display.ts';
import { descendants } from '../e2e/hostPage.ts';
import type { BenchRow } from './benchRow.ts';
import { foundOffice } from './foundOffice.ts';

const suite = 'start';
const runs = 5;
/** Until nothing of a start is under way any more. */
const settling_ms = 2000;

interface Start {
  readonly usable_ms: number;
  readonly memory_MiB: number;
}

/**
 * From `node electron/start.ts` to the sign-in one can type into, and the memory at rest of every process, beside the
 * same host opening a blank page; taken in turns, so that what else the machine does falls on both. Medians. No rows
 * where there is no screen or no /proc.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const reason = whyNoDisplay() ?? (existsSync('/proc/self/smaps_rollup') ? undefined : 'memory is read from /proc');
  if (reason) {
    process.stderr.write(`start skipped: ${reason}\n`);
    return [];
  }
  await startDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'neikan-start-bench-'));
  try {
    const data = join(folder, 'data');
    await foundOffice(data);
    const programCommand = [fromTop('electron/start.ts'), '--host=chromium', `--data=${data}`];
    const blankCommand = [fromTop('tests/bench/blankWindow.ts')];
    const program: Start[] = [];
    const blank: Start[] = [];
    // One start of each that does not count: files come from the disk, sources are compiled.
    for (let round = 0; round <= runs; round += 1) {
      const pair = [await startOnce(programCommand, folder), await startOnce(blankCommand, folder)] as const;
      if (round === 0) continue;
      program.push(pair[0]);
      blank.push(pair[1]);
    }
    return [
      row('start to usable sign-in', 'ms', program, blank, ({ usable_ms }) => usable_ms),
      row('memory at rest', 'MiB', program, blank, ({ memory_MiB }) => memory_MiB),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function row(
  what: string,
  unit: string,
  program: readonly Start[],
  blank: readonly Start[],
  figure: (start: Start) => number,
): BenchRow {
  const value = median(program.map(figure));
  const besideValue = median(blank.map(figure));
  return {
    suite,
    what,
    value,
    unit,
    beside: 'the same host with a blank page',
    besideValue,
    ratio: value / besideValue,
  };
}

async function startOnce(command: readonly string[], folder: string): Promise<Start> {
  // As `npm start` does for the program: compiled sources are kept between starts.
  const announcing = `--import=${new URL('announceUsable.ts', import.meta.url).href}`;
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled'), NODE_OPTIONS: announcing };
  const started = performance.timeOrigin + performance.now();
  const child = spawn(process.execPath, [...command], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const failed = ended.then(([status]) => {
    throw new Error(`${command[0]} ended with ${status} before its window was usable`);
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => {});
  const usable_ms = Number(line) - started;
  await new Promise((resolve) => setTimeout(resolve, settling_ms));
  const memory_MiB = memoryOf([child.pid as number, ...descendants(child.pid)]);
  child.stdin.end();
  await ended;
  return { usable_ms, memory_MiB };
}

/** Proportional set size in MiB: pages that several processes share are counted once. */
function memoryOf(pids: readonly number[]): number {
  const sizes = pids.map((pid) => {
    const [, kibibytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kibibytes ?? 0);
  });
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

function fromTop(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
