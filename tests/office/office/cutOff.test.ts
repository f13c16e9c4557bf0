import { expect, test } from 'vitest';
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
