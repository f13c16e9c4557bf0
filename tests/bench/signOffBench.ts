import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommandPrinter } from '#cli/commandPrinter.ts';
import { readSampleFile, readSampleOffice } from '#cli/demo/sampleOffice.ts';
import { createOffice, type Office } from '#office/office.ts';
import { unwrapSecret, wrapSecret } from '#store/wrappedSecret.ts';
import type { BenchRow } from './benchRow.ts';
import { answered, benchPeople, foundOffice } from './foundOffice.ts';
import { median, timed } from './timing.ts';

const suite = 'signOff';
const rounds = 7;
const { editor, reviewer, signer } = benchPeople;

/** One issue of the sample from the second file on to its release, so many times, by a printer that is warm. */
export async function run(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-bench-'));
  const printer = await createCommandPrinter();
  try {
    const directory = join(folder, 'data');
    await foundOffice(directory);
    const office = createOffice({ directory, print: (html) => printer.print(html) });
    const times: Record<Timed, number[]> = { signIn: [], pass: [], prepare: [], release: [] };
    let pages = 0;
    for (let round = 0; round < rounds; round += 1) pages = await signOffOnce(office.client, times);
    office.close();
    const milliseconds = (what: string, values: readonly number[]) => ({
      suite,
      what,
      value: median(values),
      unit: 'ms',
    });
    const stretched = await argon2idTimes();
    return [
      {
        ...milliseconds('sign-in, median', times.signIn),
        beside: 'argon2id alone (64 MiB, 3 passes, 1 lane)',
        besideValue: median(stretched),
        ratio: median(times.signIn) / median(stretched),
      },
      milliseconds('审核 passes: signed and committed', times.pass),
      milliseconds(`the set of ${pages} pages frozen before 签发`, times.prepare),
      milliseconds('签发 by password: key opened, signed, every file proved and committed', times.release),
    ];
  } finally {
    await printer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Timed = 'signIn' | 'pass' | 'prepare' | 'release';

/** Returns the pages of the issue. */
async function signOffOnce(client: Office['client'], times: Record<Timed, number[]>): Promise<number> {
  const signIn = async ({ id, password }: { readonly id: string; readonly password: string }) => {
    const { result, milliseconds } = await timed(() => client.signIn({ personId: id, password }));
    answered(result);
    times.signIn.push(milliseconds);
  };
  await signIn(editor);
  const [first] = readSampleOffice().publications;
  const { name, ...settings } = first ?? { name: '' };
  const known = answered(await client.listPublications({}))[0];
  const publicationId = known?.id ?? answered(await client.savePublication({ name, settings })).id;
  const { bytes } = readSampleFile('second-issue.txt');
  const { issue } = answered(await client.createIssueFromFile({ publicationId, fileName: '一期.txt', bytes }));
  const { id } = issue.summary;
  answered(await client.submitIssue({ id, contentHash: issue.contentHash }));
  await signIn(reviewer);
  const { contentHash } = answered(await client.openIssue({ id }));
  const passed = await timed(() => client.passIssue({ id, contentHash, opinion: '同意' }));
  answered(passed.result);
  times.pass.push(passed.milliseconds);
  await signIn(signer);
  answered(await client.openIssue({ id }));
  const prepared = await timed(() => client.prepareRelease({ id, contentHash, opinion: '同意印发' }));
  const { issueHash, pages } = answered(prepared.result);
  times.prepare.push(prepared.milliseconds);
  const released = await timed(() => client.releaseIssue({ id, issueHash, password: signer.password }));
  answered(released.result);
  times.release.push(released.milliseconds);
  return pages;
}

async function argon2idTimes(): Promise<readonly number[]> {
  const wrapped = await wrapSecret(randomBytes(32), signer.password, 'bench');
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push((await timed(() => unwrapSecret(wrapped, signer.password, 'bench'))).milliseconds);
  }
  return times;
}
