import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { articleContent, code, openOffice, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { drive } from './drive.ts';
import { joinedOffices } from './joinedOffices.ts';
import { largeArticle } from './largeIssue.ts';
import { take } from './lending.ts';

type Article = Awaited<ReturnType<typeof largeArticle>>;
type Wanted = OfficeEvent & { readonly kind: 'mediumWanted' };

/** 编辑机 with an article that takes several volumes, 审核机, and a drive that both have. */
async function large(onWanted: (office: Office, wanted: Wanted, article: Article) => unknown) {
  const [editor, there] = await joinedOffices(2);
  editor.office.close();
  let article: Article;
  const office: Office = openOffice(editor.directory, {
    emit: (event) => {
      if (event.kind === 'mediumWanted') void onWanted(office, event, article);
    },
  });
  await signIn(office, 'wenhe');
  article = await largeArticle(office, 2_500_000);
  const { id } = article;
  const medium = drive();
  const send = () =>
    office.client.writeArticlePackage({
      articleIds: [id],
      machine: there.own.card,
      folder: medium.path,
      medium: '光盘01',
      volumeMegabytes: 1,
      changesMedium: true,
    });
  const lent = async (at: Office) => value(await at.client.readArticle({ id })).summary.lent;
  return { editor: { ...editor, office }, there, id, medium, send, lent };
}

test('articles go over several media, and are taken once all volumes are there', async () => {
  const { editor, there, id, medium, send, lent } = await large(async (office, { volume }) => {
    medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
    value(await office.client.nextMedium({ folder: medium.path, medium: `光盘0${volume}` }));
  });
  const { entry } = value(await send());
  expect(entry.volumes).toBeGreaterThan(1);
  expect(await lent(editor.office)).toMatchObject({ machineName: '审核机' });
  const { client } = there.office;
  for (let volume = entry.volumes ?? 0; volume > 1; volume -= 1) {
    const [found] = value(await client.findPackages({ folder: medium.path }));
    value(await client.gatherVolumes({ files: [...(found?.files ?? [])], medium: `光盘0${volume}` }));
    medium.change(`光盘0${volume}`, `光盘0${volume - 1}`);
  }
  const [whole] = value(await client.findPackages({ folder: medium.path }));
  expect((await take(there, whole?.files ?? [])).outcome).toMatchObject({ articles: [{ id, how: 'taken' }] });
});

test('cut off between two media, the next sign-in of whoever wrote it tells that the articles are still here', async () => {
  const wanted = Promise.withResolvers<void>();
  const { editor, medium, send } = await large((_, { volume }) => {
    medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
    wanted.resolve();
  });
  const writing = send();
  await wanted.promise;
  value(await editor.office.client.stopPackage({ isLeaving: true }));
  expect(await writing).toMatchObject({ details: { isStopped: true } });
  editor.office.close();
  const next = openOffice(editor.directory);
  const noticesOf = async () => (await signIn(next, 'wenhe')).notices.join('');
  expect(await noticesOf()).toContain(
    '单独交出的稿件，上次分几个介质写交接包时锁定、退出或者断了电，没有写完：稿件没有交出',
  );
  expect(await noticesOf()).not.toContain('没有写完');
  const { content } = await openBases(editor.directory, 'wenhe');
  expect(content.prepare("SELECT subject FROM audit WHERE action = 'packageCutOff'").pluck().all()).toEqual([
    'packages',
  ]);
});

test('what is asked of an article while its package waits for a medium comes after it, and is refused', async () => {
  const saved: Promise<string | undefined>[] = [];
  const { editor, id, medium, send, lent } = await large(
    async (office, { volume }, { id: articleId, version: baseVersion, saves: baseSaves }) => {
      const content = articleContent('写的时候又改了');
      saved.push(office.client.saveArticle({ id: articleId, baseVersion, baseSaves, content }).then(code));
      medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
      value(await office.client.nextMedium({ folder: medium.path, medium: `光盘0${volume}` }));
    },
  );
  const { entry } = value(await send());
  expect(new Set(await Promise.all(saved))).toEqual(new Set(['illegalState']));
  expect(await lent(editor.office)).toMatchObject({ package: entry.hash });
  expect(value(await editor.office.client.readArticle({ id })).summary.title).toBe('柳湾镇疏浚沟渠');
});
