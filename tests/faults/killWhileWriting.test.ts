import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDisplay, whyNoDisplay } from '../e2e/display.ts';
import { descendants } from '../e2e/hostPage.ts';
import { end } from '../e2e/startedProgram.ts';
import { seededRandom } from './seededRandom.ts';
import { foundWritingOffice, type WritingLine, writingFaults } from './writing.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 4);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);
/** How long the office is let write before the kill, and the window, at most. */
const longestMs = { office: 900, window: 6000 } as const;
/** One kill in four is of the whole program in its window. */
const windowRuns = Math.max(1, Math.round(runs / 4));
const whyNot = whyNoDisplay() ?? (process.platform === 'linux' ? undefined : 'processes are found in /proc');

let folder: string;
let base: string;
let articleId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-writing-'));
  base = join(folder, 'base');
  articleId = await foundWritingOffice(base);
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Starts a driver, kills it and all below it so long after it is ready, and gives every line it had written by then. */
async function killed(driver: string, args: readonly string[], afterMs: number): Promise<readonly WritingLine[]> {
  const child = spawn(process.execPath, [`tests/faults/${driver}`, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines: WritingLine[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = readLine(text);
    if (line) lines.push(line);
    if (line?.kind === 'ready') setTimeout(() => killAll(child), afterMs);
  }
  const [, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error('the program ended before it was killed');
  return lines;
}

/** The kill may cut the last line in two; half a line acknowledges nothing. */
function readLine(text: string): WritingLine | undefined {
  try {
    return JSON.parse(text) as WritingLine;
  } catch {
    return undefined;
  }
}

/** The program first, so that nothing of it can see its office or browser fall and act on it. */
function killAll(child: ChildProcess): void {
  const below = descendants(child.pid);
  child.kill('SIGKILL');
  for (const pid of below) end(pid);
}

interface Killing {
  readonly name: string;
  readonly count: number;
  readonly driver: string;
  readonly longestMs: number;
}

/** Kills, opens again and looks, so many times; every fault with the run it came from. */
async function killManyTimes(
  { name, count, driver, longestMs: longest }: Killing,
  lawfulAfter: (lines: readonly WritingLine[]) => (text: string, state: string) => string | undefined,
): Promise<readonly string[]> {
  const random = seededRandom(seed);
  const failures: string[] = [];
  const fallen = new Map<string, number>();
  let acknowledged = 0;
  for (let run = 0; run < count; run += 1) {
    const directory = join(folder, `${name}-${run}`);
    const copy = `${directory}-copy`;
    cpSync(base, directory, { recursive: true });
    const afterMs = random() * longest;
    const lines = await killed(driver, [directory, articleId, String(seed + run)], afterMs);
    const last = lines.at(-1);
    const place = last?.kind === 'asked' ? last.action : 'between two';
    fallen.set(place, (fallen.get(place) ?? 0) + 1);
    const answers = lines.filter((line) => line.kind === 'answered');
    acknowledged += answers.length;
    const sealed = answers.filter(({ action }) => action === 'name' || action === 'finalize');
    const versions = new Map(sealed.map(({ version, text }) => [version, text]));
    const found = await writingFaults(directory, copy, articleId, lawfulAfter(lines), versions).catch(
      (error: unknown) => [String(error)],
    );
    for (const fault of found) failures.push(`run ${run} of seed ${seed}, after ${Math.round(afterMs)} ms: ${fault}`);
    for (const path of [directory, copy]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
  const table = [...fallen].sort(([, one], [, other]) => other - one).map(([place, times]) => `${times} ${place}`);
  console.log(
    `${name}: ${count} kills, ${acknowledged} answers before them, ${failures.length} faults; fell in: ${table.join(', ')}`,
  );
  return failures;
}

test(`kill -9 of the office at ${runs - windowRuns} moments of writing, replacing and 定稿 loses no text it has answered for`, async () => {
  const killing = { name: 'office', count: runs - windowRuns, driver: 'writingDriver.ts', longestMs: longestMs.office };
  const failures = await killManyTimes(killing, (lines) => {
    const answered = lines.findLast((line) => line.kind === 'answered');
    const last = lines.at(-1);
    const asked = last?.kind === 'asked' ? last : undefined;
    const texts = new Set([answered?.text ?? '灯亮了。', ...(asked ? [asked.text] : [])]);
    const states = new Set([
      answered?.state ?? 'editing',
      ...(asked?.action === 'finalize' ? ['final'] : asked ? ['editing'] : []),
    ]);
    return (text, state) => {
      if (!texts.has(text))
        return `the text is neither that of the last answer nor the one asked for: ${text.slice(-40)}`;
      return states.has(state) ? undefined : `the article is ${state}`;
    };
  });
  expect(failures).toEqual([]);
});

test.skipIf(whyNot)(
  `kill -9 of the whole program at ${windowRuns} moments of typing and 定稿 loses no text its office had${whyNot ? ` (skipped: ${whyNot})` : ''}`,
  async () => {
    await startDisplay();
    const killing = {
      name: 'window',
      count: windowRuns,
      driver: 'writingWindowDriver.ts',
      longestMs: longestMs.window,
    };
    const failures = await killManyTimes(killing, (lines) => {
      const answered = lines.findLast((line) => line.kind === 'answered');
      const typed = lines.findLast((line) => line.kind === 'asked')?.text ?? '灯亮了。';
      const least = answered?.text ?? '灯亮了。';
      // What was typed and not yet answered for may be there or not, but in its order and whole up to some place.
      return (text) =>
        text.startsWith(least) && typed.startsWith(text)
          ? undefined
          : `“${text.slice(-30)}” is not between “${least.slice(-30)}” and “${typed.slice(-30)}”`;
    });
    expect(failures).toEqual([]);
  },
);
