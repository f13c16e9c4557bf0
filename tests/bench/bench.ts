import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BenchRow } from './benchRow.ts';

/** Suites by name; each is `<name>Bench.ts` beside this file and exports `run`, which gives its rows at its end or as they are measured. */
const suites = ['start', 'editor', 'layout', 'signOff', 'audit', 'search', 'reuse', 'archive', 'handover'] as const;

function suiteFile(suite: string): URL {
  return new URL(`./${suite}Bench.ts`, import.meta.url);
}

const shown = (value: number | undefined) =>
  value === undefined ? '' : String(Number(value.toFixed(value < 10 ? 3 : 1)));

function line(row: BenchRow): string {
  const beside = row.beside ? ` | beside ${row.beside}: ${shown(row.besideValue)} ${row.unit}` : '';
  const ratio = row.ratio === undefined ? '' : ` | ${shown(row.ratio)} ×`;
  return `${row.suite} | ${row.what} | ${shown(row.value)} ${row.unit}${beside}${ratio}`;
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const here = suites.filter((suite) => existsSync(suiteFile(suite)));
const wanted = positionals.length > 0 ? positionals : here;
const unknown = wanted.filter((suite) => !(here as readonly string[]).includes(suite));
if (unknown.length > 0) {
  process.stderr.write(`no such suite: ${unknown.join(', ')}; there are ${here.join(', ')}\n`);
  process.exitCode = 2;
} else {
  const rows: BenchRow[] = [];
  for (const suite of wanted) {
    const { run } = (await import(suiteFile(suite).href)) as {
      run: () => Promise<readonly BenchRow[]> | AsyncIterable<BenchRow>;
    };
    for await (const row of await run()) {
      rows.push(row);
      process.stdout.write(`${line(row)}\n`);
    }
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  // A screen that was started for a window runs as long as this process.
  process.exit();
}
