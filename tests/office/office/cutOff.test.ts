import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startOffice } from '#hosts/startOffice.ts';
import { createOfficeClient } from '#shared/contract/officeClient.ts';
import { articleContent, foundedDirectory, openOffice, passwordOf, signIn, value } from './foundedOffice.ts';

test('after an end that nobody asked for the writer is told what was being written and up to when, once', async () => {
  const { directory } = await foundedDirectory();
  let now = new Date('2026-05-06T09:00:00+08:00');
  const office = openOffice(directory, { now: () => now });
  const { client } = office;
  await signIn(office, 'wenhe');
  const write = async (title: string) => {
    const { id, version, saves } = value(await client.createArticle({ content: articleContent(title), images: {} }));
    value(
      await client.saveArticle({ id, baseVersion: version, baseSaves: saves, content: articleContent(`${title}改`) }),
    );
    return id;
  };
  const first = await write('渡口的灯');
  now = new Date('2026-05-06T09:05:13+08:00');
  const second = await write('村口的站');
  // While one writes there is nothing to tell.
  expect(value(await client.listCutOff({}))).toEqual([]);
  office.close(true);

  const again = openOffice(directory);
  await signIn(again, 'qiaoyi');
  await signIn(again, 'wenhe');
  const told = [
    { articleId: second, title: '村口的站改', savedAt: '2026-05-06T01:05:13.000Z' },
    { articleId: first, title: '渡口的灯改', savedAt: '2026-05-06T01:00:00.000Z' },
  ];
  expect(value(await again.client.listCutOff({}))).toEqual(told);
  // It stays until the writer says so, through clean ends as well.
  value(await again.client.signOut({}));
  await signIn(again, 'wenhe');
  expect(value(await again.client.listCutOff({}))).toEqual(told);
  value(await again.client.acknowledgeCutOff({}));
  expect(value(await again.client.listCutOff({}))).toEqual([]);
});

test.each(['sign-out', 'another sign-in', 'close'])('after a clean end by %s nothing is told', async (end) => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  const { client } = office;
  await signIn(office, 'wenhe');
  const { id, version, saves } = value(await client.createArticle({ content: articleContent('渡口的灯'), images: {} }));
  value(await client.saveArticle({ id, baseVersion: version, baseSaves: saves, content: articleContent('改') }));
  if (end === 'sign-out') value(await client.signOut({}));
  if (end === 'another sign-in') value(await client.signIn({ personId: 'qiaoyi', password: passwordOf('qiaoyi') }));
  office.close();
  const again = openOffice(directory);
  await signIn(again, 'wenhe');
  expect(value(await again.client.listCutOff({}))).toEqual([]);
});

test.each([true, false])('the process of the office is told whether it was cut off: %s', async (isCutOff) => {
  const { directory } = await foundedDirectory();
  const nobody = { print: async () => new Uint8Array(), emit: () => {}, gone: () => {} };
  const process = value(await startOffice(directory, nobody));
  const client = createOfficeClient((name, input) => process.call({ kind: 'inPlace' }, name, input));
  value(await client.signIn({ personId: 'wenhe', password: passwordOf('wenhe') }));
  const { id, version, saves } = value(await client.createArticle({ content: articleContent('渡口的灯'), images: {} }));
  value(await client.saveArticle({ id, baseVersion: version, baseSaves: saves, content: articleContent('村口的站') }));
  await process.close(isCutOff);
  const again = openOffice(directory);
  await signIn(again, 'wenhe');
  const told = value(await again.client.listCutOff({})).map(({ title }) => title);
  expect(told).toEqual(isCutOff ? ['村口的站'] : []);
});

test('where the program is killed the office closes by itself, and the writer is told', async () => {
  const { directory } = await foundedDirectory();
  const script = fileURLToPath(new URL('writingParent.ts', import.meta.url));
  const content = JSON.stringify(articleContent('渡口的灯'));
  const parent = spawn(process.execPath, [script, directory, 'wenhe', passwordOf('wenhe'), content], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    parent.kill('SIGKILL');
  });
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 60_000, interval: 100 });
  const again = openOffice(directory);
  await signIn(again, 'wenhe');
  expect(value(await again.client.listCutOff({}))).toMatchObject([{ title: '渡口的灯' }]);
  const [article] = value(await again.client.listArticles({}));
  expect(value(await again.client.readArticle({ id: article?.id ?? '' })).content).toEqual(articleContent('渡口的灯'));
});
