import { expect, test } from 'vitest';
import { articleContent, foundedOffice, openOffice, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const half = Array.from({ length: 8000 }, (_, line) => `第${line}段，今年以来，把便民服务办到村口。`).join('');
const long = (mark: string) => articleContent('村口服务', `${half}${mark}${half}`);

test('a long text is saved at once, found by its new words right after, and indexed while nobody waits', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const found = async (text: string) => value(await client.findDrafts({ text, kind: 'article' })).ids;
  const { id, version } = value(await client.createArticle({ content: long('堰塘清淤。'), images: {} }));
  expect(await found('清淤')).toEqual([id]);
  const saving = performance.now();
  value(await client.saveArticle({ id, baseVersion: version, content: long('渡槽修缮。') }));
  const searching = performance.now();
  expect(await found('修缮')).toEqual([id]);
  const end = performance.now();
  console.log(
    `save of ${half.length * 2} characters: ${(searching - saving).toFixed(0)} ms, search after it: ${(end - searching).toFixed(0)} ms`,
  );
  expect(await found('清淤')).toEqual([]);
});

test('what was noted when the program was killed is found after the next sign-in, with or without a search', async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  const { id } = value(await office.client.createArticle({ content: long('堰塘清淤。'), images: {} }));
  office.close(true);
  const { content, close } = await openBases(directory, 'wenhe');
  const noted = () => content.prepare('SELECT count(*) FROM search_drafts WHERE is_indexed = 0').pluck().get();
  expect(noted()).toBe(1);
  expect(content.prepare('SELECT count(*) FROM search_index_drafts').pluck().get()).toBe(0);
  close();

  const next = openOffice(directory);
  await signIn(next, 'wenhe');
  expect(value(await next.client.findDrafts({ text: '清淤', kind: 'article' })).ids).toEqual([id]);
});

test('a long text is indexed behind the work, in slices that end with the session', { timeout: 60_000 }, async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  value(await office.client.createArticle({ content: long('堰塘清淤。'), images: {} }));
  const { content } = await openBases(directory, 'wenhe');
  const parts = () => content.prepare('SELECT count(*) FROM search_index_drafts').pluck().get() as number;
  await expect.poll(parts, { timeout: 20_000 }).toBeGreaterThan(0);
  value(await office.client.signOut({}));
  const left = parts();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(parts()).toBe(left);
  await signIn(office, 'wenhe');
  const noted = content.prepare('SELECT count(*) FROM search_drafts WHERE is_indexed = 0').pluck();
  await expect.poll(() => noted.get(), { timeout: 40_000 }).toBe(0);
  expect(parts()).toBeGreaterThan(left);
});
