// The program that works on a disk without room: run in a namespace of its own on a small file system, it tells what the
// office answered before the disk was full, while it was, and after.
import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { readSampleOffice, samplePasswords } from '#cli/demo/sampleOffice.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { done } from './done.ts';
import { fillDisk } from './fillDisk.ts';
import { openBases } from './openBases.ts';
import { rowFaults } from './rowFaults.ts';
import { createSteadyOffice } from './steadyOffice.ts';

/** What the test reads, as one line of JSON. */
export interface FullDiskReport {
  /** Free bytes of the file system when it is called full. */
  readonly freeBytes: number;
  /** Codes of the answers on the full disk, by command; 'ok' where there was room in what the bases had already. */
  readonly onFullDisk: Readonly<Record<string, string>>;
  /** Manuscripts acknowledged before and on the full disk, and those that are there at the end. */
  readonly acknowledged: readonly string[];
  readonly kept: readonly string[];
  /** Who is signed in after 退出 on the full disk. */
  readonly signedInAfterSignOut: string | null;
  /** Whether closing the office on the full disk threw. */
  readonly closing: string;
  readonly nextNumber: string;
  readonly alerts: readonly string[];
  readonly faults: readonly string[];
}

const [disk] = process.argv.slice(2);
if (disk === undefined) throw new Error('usage: fullDiskDriver MOUNTED_FOLDER');
const directory = join(disk, 'data');
const filler = join(disk, 'filler');
const print = () => Promise.reject(new Error('nothing is printed here'));
const [editor = ''] = Object.keys(samplePasswords);

const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.code);
const signIn = (office: ReturnType<typeof createSteadyOffice>, personId: string) =>
  office.client.signIn({ personId, password: samplePasswords[personId] ?? '' });

let office = createSteadyOffice({ directory, print, sitting: 0 });
const { office: description, people } = readSampleOffice();
const staff = people.map((person) => ({ ...person, password: samplePasswords[person.id] ?? '' }));
done(await office.client.foundOffice({ ...description, people: staff }));
done(await signIn(office, editor));
const article = done(
  await office.client.createArticle({ content: { title: ['夜间服务点'], source: null, body: [] }, images: {} }),
);

const acknowledged: string[] = [];
/** One manuscript of about 60 KB. */
async function receive(): Promise<Answer<unknown>> {
  const text = `夜间服务点第${acknowledged.length + 1}号\n${'　　入冬以来，云溪市总工会增设夜间服务点。\n'.repeat(1000)}`;
  const answer = await office.client.receiveManuscript({ fileName: '来稿.txt', bytes: new TextEncoder().encode(text) });
  if (answer.ok) acknowledged.push(`${answer.value.manuscript.number} ${answer.value.manuscript.fileSm3}`);
  return answer;
}

done(await receive());
fillDisk(filler);
const { bavail, bsize } = statfsSync(disk);
const onFullDisk: Record<string, string> = {};
// The log that the bases have already holds a few more; then there is no room.
let received = await receive();
for (let attempt = 0; attempt < 100 && received.ok; attempt += 1) received = await receive();
onFullDisk.receiveManuscript = codeOf(received);
const body = Array.from({ length: 2000 }, () => ({
  role: 'paragraph' as const,
  inlines: [{ text: '入冬以来，云溪市总工会增设夜间服务点。' }],
}));
const long = { title: ['夜间服务点'], source: null, body };
onFullDisk.saveArticle = codeOf(
  await office.client.saveArticle({ id: article.id, baseVersion: article.version, content: long }),
);
onFullDisk.readArticle = codeOf(await office.client.readArticle({ id: article.id }));
onFullDisk.signOut = codeOf(await office.client.signOut({}));
const { signedIn } = done(await office.client.officeStatus({}));
// Leaving gave the logs of the bases back.
fillDisk(filler);
onFullDisk.signIn = codeOf(await signIn(office, editor));
let closing = 'closed';
try {
  office.close();
} catch (error) {
  closing = String(error);
}

rmSync(filler);
office = createSteadyOffice({ directory, print, sitting: 1 });
const alerts: string[] = [];
for (const person of Object.keys(samplePasswords).toReversed())
  alerts.push(...done(await signIn(office, person)).alerts);
const kept = done(await office.client.listManuscripts({})).map(({ number, fileSm3 }) => `${number} ${fileSm3}`);
done(await receive());
const nextNumber = acknowledged.at(-1)?.split(' ')[0] ?? '';
office.close();
const bases = await openBases(directory);
const faults = rowFaults(bases);
bases.close();
const report: FullDiskReport = {
  freeBytes: bavail * bsize,
  onFullDisk,
  acknowledged: acknowledged.slice(0, -1),
  kept: kept.toReversed(),
  signedInAfterSignOut: signedIn?.id ?? null,
  closing,
  nextNumber,
  alerts,
  faults,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
