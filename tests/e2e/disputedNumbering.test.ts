import { expect, test } from 'vitest';
import { linkDigest } from '#office/handover/decisionChain.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { signNumbering } from '#shared/handover/numberingStatement.ts';
import { forgedRegister, keysOf, lastWritten, machineKeyOf, toldRegister } from '../office/handover/forgedRegister.ts';
import { asking, bringRegister, firstMachine, joinedTo, letIn, writeJoin } from '../office/handover/joining.ts';
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

/**
 * 编辑机, told by 审核机 that nobody has decided: another machine grants numbers, and decided apart: what that machine may do. Of a card that
 * waits to be confirmed 审核机 has said that it is void.
 */
async function toldOtherwise() {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const third = await joinedTo(first.office, '签发机');
  const waiting = await asking('旧机');
  for (const { office } of [first, second]) {
    await signIn(office, 'qiaoyi');
    value(await office.client.takeMachineCard({ bytes: waiting.request.file.bytes }));
  }
  value(await second.office.client.revokeMachine({ card: waiting.request.card, reason: 'lost' }));
  value(await second.office.client.approveJoin({ card: first.card }));
  value(await bringRegister(second.office, first.office, first.card));
  await signIn(second.office, 'wenhe');
  const { id: publicationId } = await publicationOf(second.office);
  for (const [{ office }, steps] of [
    [first, ['edit', 'review']],
    [second, ['archive']],
  ] as const) {
    await signIn(office, 'wenhe');
    value(await office.client.decideMachineDuty({ publicationId, card: second.card, steps: [...steps] }));
  }
  const told = await toldRegister(second, first.card);
  const [carried] = told.numbering;
  const [begun] = carried?.statements ?? [];
  if (!carried || !begun) throw new Error('the numbering of the publication is signed');
  const { publicKey, privateKey } = await keysOf(second, 'qiaoyi');
  const statement = signNumbering(
    {
      publication: publicationId,
      how: 'here',
      card: third.card,
      givenBy: third.card,
      last: begun.last,
      reason: '',
      turn: 2,
      previous: linkDigest(begun),
      person: 'qiaoyi',
      publicKey,
      at: new Date().toISOString(),
    },
    privateKey,
    { key: await machineKeyOf(third), before: await machineKeyOf(first) },
  );
  const numbering = [{ ...carried, statements: [begun, statement] }];
  const own = readCard(new TextDecoder().decode(value(await first.office.client.readMachineCard({})).bytes));
  const files = await forgedRegister(second, own, { ...told, numbering }, await lastWritten(second, first.card));
  const { entry } = value(await first.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
  expect(await first.office.client.takeRegister({ hash: entry.hash ?? '' })).toMatchObject({ code: 'conflict' });
  first.office.close();
  return { directory: first.directory, words: waiting.request.words };
}

test.skipIf(reason)(
  'what another machine says otherwise is shown where it is settled, and a card that it says is void is confirmed in spite of it',
  { timeout: 600_000 },
  async () => {
    const { directory, words } = await toldOtherwise();
    const copy = copyOf(directory);
    const { page, pageErrors } = await openProgram(directory);
    await signInByKeys(page, 'wenhe');
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '机器', exact: true }).click();
    const duties = page.getByRole('region', { name: '各台机器办哪几道' });
    await duties.getByText('但没有人作过这样的决定，编号照旧签发').waitFor(soon);
    await duties.getByText('“审核机”能办什么，“审核机”的登记与这里的不一样').waitFor(soon);
    // As small as it is examined, so that the notices are in the picture.
    await page.setViewportSize({ width: 1366, height: 768 });
    await duties.getByRole('button', { name: '接管编号…' }).scrollIntoViewIfNeeded();
    await examine(page, 'otherwise-numbering');
    await duties.getByRole('button', { name: '“审核机”照现在的定下' }).click();
    await expect.poll(() => duties.getByText('“审核机”能办什么').count(), soon).toBe(0);
    await duties.getByRole('button', { name: '接管编号…' }).click();
    const settling = page.getByRole('dialog');
    await settling.getByLabel('正刊最后一期').fill('4');
    await settling.getByLabel('原因').fill('核对过，照旧由本机编号');
    await settling.getByRole('button', { name: '接管', exact: true }).click();
    await expect.poll(() => duties.getByText('与这里的不一样').count(), soon).toBe(0);
    expect(pageErrors).toEqual([]);

    const { page: there, pageErrors: errorsThere } = await openProgram(copy);
    await signInByKeys(there, 'qiaoyi');
    await there.keyboard.press('Alt+6');
    await there.getByRole('option', { name: '机器', exact: true }).click();
    await there.getByText('“审核机”的登记说这张名片已经作废').waitFor(soon);
    await there.getByRole('listitem').filter({ hasText: '旧机' }).getByRole('button', { name: /^核对/ }).click();
    const dialog = there.getByRole('dialog', { name: '核对“旧机”的名片' });
    await dialog.getByText('请先向“审核机”的安全保密管理员问清').waitFor(soon);
    for (const [index, word] of words.entries()) await dialog.getByLabel(`第${index + 1}个词`).fill(word);
    const confirm = dialog.getByRole('button', { name: '核对', exact: true });
    expect(await confirm.isEnabled()).toBe(false);
    await dialog.getByLabel('已经问清，名片没有问题，仍要核对').check();
    await examine(there, 'machines-toldVoid');
    await confirm.click();
    await there.getByText('“旧机”已核对，可以与它交接。').waitFor(soon);
    expect(errorsThere).toEqual([]);
  },
);
