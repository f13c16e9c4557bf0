import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCommandPrinter } from '#cli/commandPrinter.ts';
import { createOffice, type Office } from '#office/office.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { noisePng } from '../office/printing/madePictures.ts';
import type { BenchRow } from './benchRow.ts';
import { answered, benchPeople, editor, foundOffice } from './foundOffice.ts';
import type { HandoverWork, HandoverWorkDone } from './handoverWork.ts';

const suite = 'handover';

/**
 * Pictures go twice: as files, and in Base64 in the document that is read without this program; of a released issue in each of its
 * frozen files too. Each signature is over a document
 * with the pictures in it: of many that belong to no step a package of 2 MB would make 170 MB, before it is refused for that.
 */
const cases = [
  { name: '40 MB', pictures: 8, pictureBytes: 2_140_000, signatures: 1 },
  { name: '40 MB, released', pictures: 3, pictureBytes: 1_700_000, signatures: 1, isReleased: true },
  { name: '2 MB, one picture, signed once', pictures: 1, pictureBytes: 850_000, signatures: 1 },
  { name: '2 MB, one picture in 150 signed documents, refused', pictures: 1, pictureBytes: 850_000, signatures: 150 },
] satisfies readonly Case[];

interface Case {
  readonly name: string;
  readonly pictures: number;
  readonly pictureBytes: number;
  readonly signatures: number;
  readonly isReleased?: boolean;
}

/**
 * What a package of an issue takes to be written and to be taken in: seconds, and by how much the office grows at its peak
 * over an office in which somebody has signed in; each in a process of its own. No rows where there is no /proc.
 */
export async function run(): Promise<readonly BenchRow[]> {
  if (!existsSync('/proc/self/clear_refs')) {
    process.stderr.write('handover skipped: memory is read from /proc\n');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'neikan-handover-bench-'));
  try {
    const rows: BenchRow[] = [];
    for (const [index, one] of cases.entries()) rows.push(...(await measured(join(folder, `${index}`), one)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measured(folder: string, one: Case): Promise<readonly BenchRow[]> {
  const [first, second, medium] = ['编辑机', '审核机', '介质'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(medium, { recursive: true });
  const settings = { organ: '柳湾镇办公室', columns: [], marking: ['内部资料'], reportTo: [], sendTo: [] };
  await foundOffice(first, async (client) => {
    answered(await client.savePublication({ name: '柳湾信息', settings }));
  });
  cpSync(first, second, { recursive: true });
  const receiver = await trusting(first, second);
  const issueId = await handedOver(first, one);
  const of = one.isReleased ? 'signed' : 'submit';
  const written = await worked({ kind: 'write', of, directory: first, issueId, receiver, folder: medium });
  const files = readdirSync(medium).map((name) => join(medium, name));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const taken = await worked({ kind: 'take', directory: second, files, isRefused: one.signatures > 1 });
  const row = (what: string, value: number, unit: string): BenchRow => ({
    suite,
    what: `${one.name}: ${what}`,
    value,
    unit,
  });
  return [
    row('package', bytes / 1e6, 'MB'),
    row('written', written.seconds, 's'),
    row('memory to write', written.grown_MiB, 'MiB'),
    row('taken in', taken.seconds, 's'),
    row('memory to take in', taken.grown_MiB, 'MiB'),
  ];
}

/** Each gets a card that the other confirms; gives that of the second. */
async function trusting(first: string, second: string): Promise<string> {
  const made: { office: Office; file: Uint8Array<ArrayBuffer>; card: string }[] = [];
  for (const [directory, name] of [[first, '编辑机'] as const, [second, '审核机'] as const]) {
    const office = openOffice(directory);
    answered(await office.client.signIn({ personId: editor.id, password: editor.password }));
    const { machine, file } = answered(await office.client.makeMachineCard({ name }));
    made.push({ office, file: new Uint8Array(file.bytes), card: machine.card });
  }
  for (const [index, { office }] of made.entries()) {
    answered(
      await office.client.signIn({ personId: benchPeople.reviewer.id, password: benchPeople.reviewer.password }),
    );
    const other = made[1 - index];
    if (!other) throw new Error('there are two machines');
    const { card, words } = answered(await office.client.takeMachineCard({ bytes: other.file }));
    answered(await office.client.confirmMachine({ card, words }));
  }
  for (const { office } of made) office.close();
  return made[1]?.card ?? '';
}

/** An issue with these pictures that is handed over, and was signed so often before. */
async function handedOver(
  directory: string,
  { pictures, pictureBytes, signatures, isReleased = false }: Case,
): Promise<string> {
  const printer = isReleased ? await createCommandPrinter() : undefined;
  const office = createOffice({ directory, print: (html) => (printer ? printer.print(html) : notPrinted()) });
  const { client } = office;
  answered(await client.signIn({ personId: editor.id, password: editor.password }));
  const made = Array.from({ length: pictures }, () => {
    const bytes = noisePng(pictureBytes);
    return { name: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.toString('base64') };
  });
  const content = {
    title: ['柳湾镇疏浚沟渠'],
    source: { unit: '柳湾镇办公室', line: '（柳湾镇办公室）' },
    body: [
      { role: 'paragraph' as const, inlines: [{ text: '今年以来，柳湾镇组织疏浚沟渠。' }] },
      ...made.map(({ name }) => ({ role: 'figure' as const, image: name })),
    ],
  };
  const images = Object.fromEntries(made.map(({ name, bytes }) => [name, { mime: 'image/png' as const, bytes }]));
  const article = answered(await client.createArticle({ content, images }));
  answered(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
  const [publication] = answered(await client.listPublications({}));
  const { summary, contentHash, document } = answered(
    await client.createIssue({ publicationId: publication?.id ?? '' }),
  );
  const { marking, reportTo, copyTo, sendTo } = document;
  const { id } = summary;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: [article.id] };
  const saved = answered(await client.saveIssue({ id, baseContentHash: contentHash, ...fields }));
  const submit = { id, contentHash: saved.contentHash, opinion: '' };
  answered(await client.submitIssue(submit));
  if (signatures > 1) {
    answered(await client.recallIssue({ id }));
    answered(await client.submitIssue(submit));
  }
  if (isReleased) await release(client, id, saved.contentHash);
  office.close();
  await printer?.close();
  // That of the round before stands for all rounds before.
  await repeatVoid(directory, signatures - 2);
  return id;
}

async function release(client: Office['client'], id: string, contentHash: string): Promise<void> {
  const { reviewer, signer } = benchPeople;
  answered(await client.signIn({ personId: reviewer.id, password: reviewer.password }));
  answered(await client.openIssue({ id }));
  answered(await client.passIssue({ id, contentHash, opinion: '同意' }));
  answered(await client.signIn({ personId: signer.id, password: signer.password }));
  answered(await client.openIssue({ id }));
  const { issueHash } = answered(await client.prepareRelease({ id, contentHash, opinion: '同意印发' }));
  answered(await client.releaseIssue({ id, issueHash, password: signer.password }));
}

async function repeatVoid(directory: string, times: number): Promise<void> {
  const files = dataFiles(directory);
  const { contentKey } = await openKeyring(files.keyring, editor.id, editor.password);
  if (!contentKey) throw new Error('the editor reads manuscripts');
  const content = openDatabase(files.content, contentKey);
  const columns = content
    .prepare("SELECT name FROM pragma_table_info('sign_offs')")
    .pluck()
    .all()
    .map((name) => `"${String(name)}"`)
    .join(', ');
  const repeat = content.transaction(() => {
    withoutTriggersOf(content, ['sign_offs'], () => {
      const insert = content.prepare(
        `INSERT INTO sign_offs (${columns}) SELECT ${columns} FROM sign_offs WHERE void_reason IS NOT NULL LIMIT 1`,
      );
      for (let time = 0; time < times; time += 1) insert.run();
    });
  });
  repeat.immediate();
  closeDatabase(content);
}

function openOffice(directory: string): Office {
  return createOffice({ directory, print: notPrinted });
}

function notPrinted(): Promise<never> {
  return Promise.reject(new Error('nothing is printed here'));
}

async function worked(work: HandoverWork): Promise<HandoverWorkDone> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('handoverWork.ts', import.meta.url)), JSON.stringify(work)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${work.kind} ended with ${status}`);
  return JSON.parse(text) as HandoverWorkDone;
}
