import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import type { Office } from '#office/office.ts';
import { foundedOffice, publicationOf, signIn, value } from '../office/foundedOffice.ts';
import { type DisorderedFile, disorderedFile } from './disorder/disorderedFile.ts';
import { findFaults } from './disorder/findFaults.ts';
import { disorderKinds, disorders } from './disorder/plan.ts';
import { type Batch, itemAt } from './importing.ts';
import { writePast } from './pastFolder.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 60);
const seed = Number(process.env.NEIKAN_SEED ?? 1);

let printer: Printer;
let folder: string;
beforeAll(async () => {
  printer = await createPrinter();
  folder = mkdtempSync(join(tmpdir(), 'neikan-disordered-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  return printer?.close();
});

/**
 * right: as it was made, and asked about just what the file itself leaves out or contradicts. listed: to be looked at for
 * another reason. wrong: read otherwise than it was made, and nobody is asked to look.
 */
type Verdict = 'right' | 'listed' | 'wrong';

test(
  `of ${runs} past issues with twelve kinds of disorder nearly all are read rightly, and none wrongly without being listed`,
  async () => {
    const files: DisorderedFile[] = [];
    for (let index = 0; index < runs; index += 1) {
      const file = await disorderedFile(seed, index, (html) => printer.print(html));
      writePast(folder, file.path, file.bytes);
      files.push({ ...file, bytes: new Uint8Array() });
    }
    const { office } = await foundedOffice();
    await signIn(office, 'wenhe');
    const { id: publicationId } = await publicationOf(office);
    const begun = performance.now();
    const { id } = value(await office.client.startBackIssueImport({ publicationId, folder }));
    const batch = await whenRead(office, id);
    const seconds = (performance.now() - begun) / 1000;
    expect(batch.items).toHaveLength(runs);

    const verdicts = new Map<DisorderedFile, Verdict>();
    const told: string[] = [];
    for (const file of files) {
      const { verdict, why } = await verdictOn(office, file, batch);
      verdicts.set(file, verdict);
      if (verdict !== 'right') told.push(`${verdict} ${file.path} ${JSON.stringify(file.plan)}: ${why}`);
    }
    console.info(`${tableOf(verdicts)}\n${told.join('\n')}\n${(runs / seconds).toFixed(1)} issues per second`);
    const count = (verdict: Verdict) => [...verdicts.values()].filter((each) => each === verdict).length;
    expect(count('wrong')).toBe(0);
    expect(count('right')).toBeGreaterThanOrEqual(Math.floor(runs * 0.99));
  },
  60_000 + runs * 2_000,
);

async function whenRead({ client }: Office, id: string): Promise<Batch> {
  for (;;) {
    const [batch] = value(await client.listBackIssueBatches({}));
    if (batch?.state !== 'reading') return value(await client.readBackIssueBatch({ id }));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function verdictOn({ client }: Office, file: DisorderedFile, batch: Batch) {
  const { id, state, reasons, failure } = itemAt(batch, file.path);
  const { document } = value(await client.readBackIssueItem({ id }));
  const faults = document ? findFaults(file.readable, document) : [failure ?? 'not read'];
  const kinds = reasons.map(({ kind }) => kind);
  const isAskedRightly = kinds.toSorted().join() === [...file.asked].sort().join();
  const isOtherwiseListed = state !== 'parsed' && kinds.some((kind) => !file.asked.includes(kind));
  const why = [`${state} ${kinds.join()}`, ...faults.slice(0, 2)].join('; ');
  if (faults.length === 0 && isAskedRightly) return { verdict: 'right' as const, why };
  return { verdict: isOtherwiseListed || state === 'failed' ? ('listed' as const) : ('wrong' as const), why };
}

function tableOf(verdicts: ReadonlyMap<DisorderedFile, Verdict>): string {
  const row = (name: string, of: readonly DisorderedFile[]) => {
    const count = (verdict: Verdict) => of.filter((file) => verdicts.get(file) === verdict).length;
    const asked = of.filter((file) => verdicts.get(file) === 'right' && file.asked.length > 0).length;
    return [of.length, count('right'), asked, count('listed'), count('wrong')]
      .map((each) => String(each).padStart(6))
      .join('')
      .concat(`  ${name}`);
  };
  const files = [...verdicts.keys()];
  return [
    ' files right asked listed wrong  kind of disorder (a file may have three)',
    ...disorderKinds.map((kind) =>
      row(
        disorders[kind],
        files.filter(({ plan }) => plan[kind] !== undefined),
      ),
    ),
    row('all', files),
  ].join('\n');
}
