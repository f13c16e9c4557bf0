import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoReference, type ReferenceStep } from './demoReference.ts';
import { type KillMoment, killedRun } from './killedRun.ts';
import { seededRandom } from './seededRandom.ts';
import { fellIn, survivedKill } from './survivedKill.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 3);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);
/** For one run and its survival on a machine that does much else; a quiet one takes a tenth. */
const patience_ms = 120_000;
/** Of ten kills, six anywhere, three on the heels of an answer, one while the office is founded. */
const aims = ['any', 'answer', 'founding', 'any', 'answer', 'any', 'any', 'answer', 'any', 'any'] as const;
/** The longest wait after an answer: the commands that write take less than this. */
const heelsMs = 60;

let folder: string;
let pages: string;
let reference: readonly ReferenceStep[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-faults-'));
  pages = join(folder, 'pages');
  mkdirSync(pages);
  reference = await demoReference(join(folder, 'reference'), pages);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  `kill -9 at ${runs} moments of the demo loses nothing acknowledged and leaves no half step`,
  async () => {
    const random = seededRandom(seed);
    const wholeMs = reference.at(-1)?.atMs ?? 0;
    const momentOf = (aim: (typeof aims)[number]): KillMoment => {
      switch (aim) {
        case 'any':
          return momentAt(random() * wholeMs);
        case 'founding':
          return momentAt(random() * (reference[0]?.atMs ?? 0));
        case 'answer':
          return { kind: 'answer', index: Math.floor(random() * reference.length), afterMs: random() * heelsMs };
        default:
          return aim satisfies never;
      }
    };
    // Counted from the answer before it, so that a run faster or slower than the first one is met in the same command.
    function momentAt(timeMs: number): KillMoment {
      const next = reference.findIndex(({ atMs }) => timeMs < atMs);
      const before = reference[next - 1];
      return before
        ? { kind: 'answer', index: before.asked.index, afterMs: timeMs - before.atMs }
        : { kind: 'time', afterMs: timeMs };
    }
    console.log(`seed ${seed}; ${reference.length} commands in ${Math.round(wholeMs)} ms`);
    const fallen = new Map<string, number>();
    const failures: string[] = [];
    for (let run = 0; run < runs; run += 1) {
      const moment = momentOf(aims[run % aims.length] ?? 'any');
      const directory = join(folder, `run-${run}`);
      const copy = `${directory}-copy`;
      mkdirSync(directory);
      const lines = await killedRun(directory, pages, moment);
      const place = fellIn(lines);
      fallen.set(place, (fallen.get(place) ?? 0) + 1);
      const faults = await survivedKill(directory, copy, lines, reference).catch((error: unknown) => [String(error)]);
      for (const fault of faults) {
        const told = `run ${run} of seed ${seed}, ${JSON.stringify(moment)}, ${place}: ${fault}`;
        console.log(told);
        failures.push(told);
      }
      if ((run + 1) % 50 === 0) console.log(`${run + 1} kills, ${failures.length} faults`);
      rmSync(directory, { recursive: true, force: true });
      rmSync(copy, { recursive: true, force: true });
    }
    const table = [...fallen].sort(([, one], [, other]) => other - one).map(([place, times]) => `${times} ${place}`);
    console.log(`${runs} kills, ${failures.length} faults; they fell in: ${table.join(', ')}`);
    expect(failures).toEqual([]);
  },
  Math.max(600_000, runs * patience_ms),
);
