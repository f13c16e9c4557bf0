import { expect, test } from 'vitest';
import { asking, firstMachine, joinedTo, letIn, writeJoin } from '../office/handover/joining.ts';
import { copyOf, openOffice, publicationOf, signIn, value } from '../office/office/foundedOffice.ts';
import { signInByKeys, soon } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`settling a numbering skipped: ${reason}`);

test.skipIf(reason)(
  'where two machines do not agree who grants numbers it is said, and settled by taking the numbering over',
  { timeout: 600_000 },
  async () => {
    const first = await firstMachine();
    const second = await joinedTo(first.office, '签发机');
    const third = await letIn(first.office, await asking('审核机'));
    await signIn(first.office, 'wenhe');
    const { id: publicationId } = await publicationOf(first.office);
    first.office.close();
    const directory = copyOf(first.directory);
    const now = openOffice(first.directory);
    await signIn(now, 'wenhe');
    value(await now.client.giveNumbering({ publicationId, card: second.card }));
    const { files } = await writeJoin(now, second.card);
    await signIn(second.office, 'wenhe');
    const paths = files.map(({ path }) => path);
    const { entry } = value(await second.office.client.takePackage({ files: paths, medium: '入网盘01' }));
    value(await second.office.client.takeRegister({ hash: entry.hash ?? '' }));
    // The machine was put back to a backup from before, and gives it to another one.
    const setBack = openOffice(directory);
    await signIn(setBack, 'wenhe');
    value(await setBack.client.giveNumbering({ publicationId, card: third }));
    await signIn(second.office, 'qiaoyi');
    value(await second.office.client.approveJoin({ card: first.card }));
    const back = await writeJoin(second.office, first.card);
    const taken = value(
      await setBack.client.takePackage({ files: back.files.map(({ path }) => path), medium: '入网盘01' }),
    );
    expect(await setBack.client.takeRegister({ hash: taken.entry.hash ?? '' })).toMatchObject({ code: 'conflict' });
    setBack.close();

    const { page, pageErrors } = await openProgram(directory);
    await signInByKeys(page, 'wenhe');
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '机器', exact: true }).click();
    const duties = page.getByRole('region', { name: '各台机器办哪几道' });
    await duties.getByText('“签发机”的登记里，签发编号的机器与这里的不一样').waitFor(soon);
    await examine(page, 'disputed-numbering');
    await duties.getByRole('button', { name: '接管编号…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('正刊最后一期').fill('7');
    await dialog.getByLabel('原因').fill('本机从旧备份恢复过，商定由本机编号');
    await examine(page, 'settle-numbering');
    await dialog.getByRole('button', { name: '接管', exact: true }).click();
    await duties.getByText('签发和编期号在本机。').waitFor(soon);
    expect(await duties.getByText('与这里的不一样').count()).toBe(0);
    expect(pageErrors).toEqual([]);
  },
);
