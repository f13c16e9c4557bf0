import { createPrinter } from '#hosts/chromium/printer.ts';
import { createOffice, type Office } from '#office/office.ts';
import { answered, benchPeople, editor } from '../foundOffice.ts';
import { rarePhrase } from '../inventedArticles.ts';

/** What can be measured of an archive; each in a process of its own, so that its memory is its own. */
export const archiveMeasures = ['open', 'search', 'verify', 'selfTest', 'check', 'volume'] as const;
export type ArchiveMeasure = (typeof archiveMeasures)[number];

/** Milliseconds by what took them, and the highest memory of the process in MiB. */
export interface Measured {
  readonly times: readonly (readonly [what: string, ms: number])[];
  readonly peak_MiB: number;
}

const searchRuns = 21;
const words = { frequent: '服务群众', rare: rarePhrase, two: '渡槽', phrase: '“工作机制” 2010年' } as const;

async function measure(directory: string, kind: ArchiveMeasure, year: number): Promise<Measured['times']> {
  const printer = kind === 'volume' ? await createPrinter() : undefined;
  const print = printer?.print ?? (() => Promise.reject(new Error('nothing is printed here')));
  const office = createOffice({ directory, print });
  const times: [string, number][] = [];
  const watch: Watch = {
    tell: (what, ms) => times.push([what, ms]),
    timed: async (what, work) => {
      const start = performance.now();
      const value = await work();
      watch.tell(what, performance.now() - start);
      return value;
    },
  };
  const { personId, password } = { personId: editor.id, password: benchPeople.editor.password };
  const opened = async () => answered(await office.client.signIn({ personId, password }));
  try {
    if (kind === 'open') await watch.timed('sign-in', opened);
    else await opened();
    await measures[kind](office, watch, year);
    return times;
  } finally {
    office.close();
    await printer?.close();
  }
}

interface Watch {
  readonly tell: (what: string, ms: number) => void;
  readonly timed: <Value>(what: string, work: () => Promise<Value>) => Promise<Value>;
}

const measures: Readonly<Record<ArchiveMeasure, (office: Office, watch: Watch, year: number) => Promise<void>>> = {
  async open({ client }, { timed }) {
    const issues = answered(await timed('list of issues', () => client.listIssues({})));
    answered(await timed('list of records', () => client.listRecords({})));
    const [first] = issues;
    if (!first) throw new Error('the archive of the bench is empty');
    answered(await timed('an issue opened', () => client.readIssue({ id: first.id })));
    answered(await timed('its pages', () => client.readFrozenFile({ id: first.id, name: 'issue.pdf' })));
  },
  async search({ client }, { tell }) {
    for (const [kind, text] of Object.entries(words)) {
      for (const order of ['newest', 'relevance'] as const) {
        const ms = await medianMs(async () => {
          answered(await client.searchIssues({ text, order, limit: 20 }));
        });
        tell(`search, ${kind}, ${order}`, ms);
      }
    }
  },
  async verify({ client }, { timed }) {
    const verdicts = answered(await timed('every issue verified', () => client.verifyArchive({})));
    if (verdicts.some(({ faults }) => faults.length > 0)) throw new Error('the archive of the bench does not verify');
  },
  async selfTest({ client }, { timed }) {
    const { failed } = answered(await timed('four-property test of all records', () => client.testRecords({})));
    if (failed > 0) throw new Error('the records of the bench do not pass their test');
  },
  async check({ client }, { timed }) {
    answered(await timed('quick check of the bases', () => client.checkBases({ kind: 'quick' })));
    answered(await timed('full check of the bases', () => client.checkBases({ kind: 'full' })));
  },
  async volume({ client }, { timed }, year) {
    const [publication] = answered(await client.listPublications({}));
    const publicationId = publication?.id ?? '';
    const span = { kind: 'year', year } as const;
    const made = answered(
      await timed('yearly volume, PDF and OFD', () => client.exportVolume({ publicationId, span })),
    );
    if (made.kind !== 'done') throw new Error('the volume of the bench was ended');
  },
};

async function medianMs(work: () => Promise<void>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < searchRuns; run += 1) {
    const start = performance.now();
    await work();
    runs.push(performance.now() - start);
  }
  return runs.toSorted((one, other) => one - other)[Math.floor(searchRuns / 2)] ?? 0;
}

/** As a process: `measureArchive.ts DIR MEASURE YEAR` prints what it measured as one line of JSON. */
if (import.meta.main) {
  const [directory = '', kind = '', year = ''] = process.argv.slice(2);
  const times = await measure(directory, kind as ArchiveMeasure, Number(year));
  const measured: Measured = { times, peak_MiB: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  process.exit();
}
