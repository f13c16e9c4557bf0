import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type OfficeProcess, startOffice } from '#hosts/startOffice.ts';
import { createOffice } from '#office/office.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { createOfficeClient, type OfficeClient } from '#shared/contract/officeClient.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  code,
  finalArticle,
  foundedDirectory,
  issueOf,
  openOffice,
  passwordOf,
  printOnce,
  settings,
  signIn,
  staff,
  temporaryDirectory,
  value,
} from './foundedOffice.ts';

/** The office of a directory in a process of its own, with what it told its host. */
async function startedOffice(directory: string) {
  const events: OfficeEvent[] = [];
  const printed: string[] = [];
  let gone = 0;
  const started: Answer<OfficeProcess> = await startOffice(directory, {
    print: (html) => {
      printed.push(html);
      return printOnce();
    },
    emit: (event) => {
      events.push(event);
    },
    gone: () => {
      gone += 1;
    },
  });
  const office = value(started);
  onTestFinished(() => office.close());
  const client: OfficeClient = createOfficeClient((name, input) => office.call({ kind: 'inPlace' }, name, input));
  return { office, client, events, printed, goneCount: () => gone };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signInAs(client: OfficeClient, personId: string) {
  return client.signIn({ personId, password: passwordOf(personId) });
}

test('calls, events, pages to print and bytes cross between the processes', async () => {
  const { directory } = await foundedDirectory();
  const { office, client, events, printed } = await startedOffice(directory);
  expect(office.pid).not.toBe(process.pid);
  expect(value(await signInAs(client, 'wenhe')).person.name).toBe('闻禾');

  const bytes = Uint8Array.from({ length: 300_000 }, (_value, index) => (index * 7) % 251);
  expect(code(await client.receiveManuscript({ fileName: '乱.docx', bytes }))).toBe('unreadableFile');
  const text = new TextEncoder().encode('澜溪县修好三座便桥\n　　今年修好三座便桥。\n（县林场）\n');
  const { manuscript } = value(await client.receiveManuscript({ fileName: '来稿.txt', bytes: text }));
  const original = value(await client.readOriginalFile({ id: manuscript.id }));
  expect(original.bytes).toBeInstanceOf(Uint8Array);
  expect(Buffer.compare(original.bytes, text)).toBe(0);
  await until(() => events.some((event) => event.kind === 'changed' && event.nouns.includes('manuscripts')));

  const publication = value(await client.savePublication({ name: '澜溪信息', settings }));
  const inProcess = { client, call: office.call, close: () => {} };
  const issue = await issueOf(inProcess, [(await finalArticle(inProcess)).id]);
  expect(issue.summary.publicationId).toBe(publication.id);
  const draft = value(await client.exportDraft({ id: issue.summary.id }));
  expect(printed.length).toBeGreaterThan(0);
  expect(printed[0]).toContain('澜溪县开设村口服务点');
  const pdf = draft.find(({ name }) => name.endsWith('.pdf'));
  expect(new TextDecoder('latin1').decode(pdf?.bytes.subarray(0, 5))).toBe('%PDF-');
  await until(() => events.some((event) => event.kind === 'progress' && event.command === 'exportDraft'));

  // The check of the sender is on the far side, whatever the near side claims.
  const stranger = { kind: 'window', origin: 'https://example.invalid', isMainFrame: true } as const;
  expect(code(await office.call(stranger, 'listArticles', {}))).toBe('strangeSender');
});

test('a second program is told who has the directory, and gets it when the first has closed', async () => {
  const { directory } = await foundedDirectory();
  const { office } = await startedOffice(directory);
  const nobody = { print: printOnce, emit: () => {}, gone: () => {} };
  const second = await startOffice(directory, nobody);
  expect(second).toMatchObject({
    ok: false,
    code: 'dataInUse',
    message: expect.stringContaining(`进程号${office.pid}`),
  });
  expect(() => createOffice({ directory, print: printOnce })).toThrow(`进程号${office.pid}`);
  await office.close();
  expect(isAlive(office.pid ?? 0)).toBe(false);
  await signIn(openOffice(directory), 'wenhe');
});

test('an office that is killed answers the calls under way, says that it is gone, and starts again with everything', async () => {
  const { directory } = await foundedDirectory();
  const { office, client, goneCount } = await startedOffice(directory);
  value(await signInAs(client, 'wenhe'));
  const content = { title: ['澜溪县添置流动图书车'], source: null, body: [] };
  const article = value(await client.createArticle({ content, images: {} }));
  // Guarding a password takes long enough to be in the middle of it.
  const underWay = [signInAs(client, 'qiaoyi'), client.listArticles({}), client.officeStatus({})];
  process.kill(office.pid ?? 0, 'SIGKILL');
  for (const answer of await Promise.all(underWay)) expect(code(answer)).toBe('officeGone');
  await until(() => goneCount() > 0);
  expect(goneCount()).toBe(1);
  expect(code(await client.officeStatus({}))).toBe('officeGone');

  const again = await startedOffice(directory);
  expect(value(await again.client.officeStatus({}))).toMatchObject({ state: 'founded', signedIn: null });
  expect(value(await signInAs(again.client, 'wenhe')).alerts).toEqual([]);
  expect(value(await again.client.listArticles({}))).toMatchObject([{ id: article.id, title: '澜溪县添置流动图书车' }]);
});

test.skipIf(process.platform !== 'linux')(
  'a call to an office that has just died is answered (needs /proc)',
  async () => {
    const { directory } = await foundedDirectory();
    const { office, client } = await startedOffice(directory);
    process.kill(office.pid ?? 0, 'SIGKILL');
    // Without giving this process a turn, in which it would learn of the death: the question meets a closed pipe.
    const hasEnded = () =>
      /\) Z /.test(readFileSync(`/proc/${office.pid}/stat`, 'utf8')) &&
      readdirSync(`/proc/${office.pid}/task`).length === 1;
    while (!hasEnded());
    expect(code(await client.officeStatus({}))).toBe('officeGone');
  },
);

test('closing signs out, ends the process and is not taken for a death', async () => {
  const { directory } = await foundedDirectory();
  const { office, client, goneCount } = await startedOffice(directory);
  value(await signInAs(client, 'wenhe'));
  await office.close();
  expect(goneCount()).toBe(0);
  expect(isAlive(office.pid ?? 0)).toBe(false);
  const files = dataFiles(directory);
  expect([`${files.register}-wal`, `${files.content}-wal`].filter((log) => existsSync(log))).toEqual([]);
  expect(code(await client.officeStatus({}))).toBe('officeGone');
});

test('when its program is killed the office closes by itself and gives the directory back', async () => {
  const { directory } = await foundedDirectory();
  const script = fileURLToPath(new URL('officeParent.ts', import.meta.url));
  const parent = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    parent.kill('SIGKILL');
  });
  const line = await new Promise<string>((resolve) => parent.stdout.once('data', (data) => resolve(String(data))));
  const pid = Number(line);
  expect(pid).toBeGreaterThan(0);
  expect(() => createOffice({ directory, print: printOnce })).toThrow(`进程号${pid}`);
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
  await signIn(openOffice(directory), 'wenhe');
});

test('an office whose program died before its answers came closes by itself, without a word', async () => {
  const { directory } = await foundedDirectory();
  const script = fileURLToPath(new URL('officeParent.ts', import.meta.url));
  const parent = spawn(process.execPath, [script, directory, '300'], { stdio: 'pipe' });
  let said = '';
  parent.stderr.on('data', (data) => {
    said += String(data);
  });
  // Both processes hold the pipe: it ends with the second of them.
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
  await new Promise((resolve) => parent.once('close', resolve));
  expect(said).toBe('');
  await until(() => !isAlive(pid));
  expect(existsSync(`${directory}/lock.json`)).toBe(false);
  const files = dataFiles(directory);
  expect([`${files.register}-wal`, `${files.content}-wal`].filter((log) => existsSync(log))).toEqual([]);
  await signIn(openOffice(directory), 'wenhe');
});

const foundingParts = ['founding', 'register.db', 'content.db'] as const;

test.each(foundingParts)('a founding that is killed when %s is there is begun anew', async (part) => {
  const directory = temporaryDirectory();
  const first = await startedOffice(directory);
  const input = { name: '澜溪县办公室', staffing: 'standard' as const, people: [...staff] };
  const founding = first.client.foundOffice(input);
  await until(() => existsSync(`${directory}/${part}`));
  process.kill(first.office.pid ?? 0, 'SIGKILL');
  expect(['officeGone', 'ok']).toContain(code(await founding));
  const again = await startedOffice(directory);
  const { state } = value(await again.client.officeStatus({}));
  if (state === 'empty') value(await again.client.foundOffice(input));
  expect(value(await signInAs(again.client, 'wenhe')).alerts).toEqual([]);
  expect(value(await again.client.listArticles({}))).toEqual([]);
});
