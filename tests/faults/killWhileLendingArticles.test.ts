import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { copyOf, finalArticle, openOffice, passwordOf, signIn, value } from '../office/office/foundedOffice.ts';
import { killedTelling } from './killedTelling.ts';

const medium = '介质0001';

test('killed before what was written is on record an article stays here; after that it is lent out, and the next writing gives it its name', async () => {
  const [editor, reviewer] = await joinedOffices(1);
  const { id } = await finalArticle(editor.office, '甲篇');
  const second = await finalArticle(editor.office, '乙篇');
  editor.office.close();
  reviewer.office.close();
  for (const stopAt of ['beforeRecord', 'beforeName', 'afterName']) {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-articles-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const directory = copyOf(editor.directory);
    const driver = 'tests/faults/lendingArticlesDriver.ts';
    const args = [driver, directory, 'wenhe', passwordOf('wenhe'), reviewer.own.card, id, folder, stopAt];
    expect(await killedTelling(args)).toEqual(['ready']);
    const named = () => readdirSync(folder).filter((name) => name.endsWith('.nkh'));
    expect(named(), stopAt).toHaveLength(stopAt === 'afterName' ? 1 : 0);

    const office = openOffice(directory);
    await signIn(office, 'wenhe');
    const isLent = value(await office.client.readArticle({ id })).summary.lent !== undefined;
    expect(isLent, stopAt).toBe(stopAt !== 'beforeRecord');
    expect(value(await office.client.listPackages({})), stopAt).toHaveLength(isLent ? 1 : 0);
    const target = { machine: reviewer.own.card, folder, medium };
    value(await office.client.writeArticlePackage({ articleIds: [second.id], ...target }));
    if (!isLent) value(await office.client.writeArticlePackage({ articleIds: [id], ...target }));
    office.close();
    expect(readdirSync(folder), stopAt).toEqual(named());
    expect(named()).toHaveLength(2);

    const other = openOffice(copyOf(reviewer.directory));
    await signIn(other, 'wenhe');
    const found = value(await other.client.findPackages({ folder }));
    for (const { files } of found) value(await other.client.takePackage({ files, medium }));
    expect(
      value(await other.client.listArticles({}))
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['乙篇', '甲篇']);
    other.close();
  }
});
