import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { approveMarkings } from '../office/office/approveMarkings.ts';
import { draftIssue, foundedDirectory, passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
/** A PNG of one white point. */
const onePoint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

test.skipIf(whyNot)(
  titled('a printed 密级 stops the issue, the check leads to the record, and the record goes with it'),
  async () => {
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    const { issue, article } = await draftIssue(office);
    office.close();
    const { page, host, ended, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+3');
    await page.getByRole('option').first().click();
    const lines = page.getByLabel('标识', { exact: true });
    await lines.fill('机密★20年');
    const message = '版头印了“机密★20年”，还没有登记定密记录。';
    await page.getByText(message).first().waitFor();
    await page
      .getByRole('button', { name: new RegExp(`去处理.*${message}`) })
      .first()
      .click();
    const part = page.getByRole('region', { name: '标识和定密' });
    await part.getByRole('button', { name: '登记标识', exact: true }).waitFor();
    expect(await part.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('标识', { exact: true }).fill('秘密');
    await dialog.getByLabel('期限', { exact: true }).fill('10年');
    await dialog.getByLabel('依据').fill('《保密事项范围》第三条');
    await dialog.getByLabel('知悉范围').fill('县委领导');
    expect(await dialog.getByRole('button', { name: '登记', exact: true }).isDisabled()).toBe(true);
    // The proposer is not among those who may approve.
    expect(await dialog.getByLabel('审批人').locator('option').allInnerTexts()).toEqual([
      '请选择',
      '乔一',
      '沈钧',
      '不在本程序中，已在纸上审批',
    ]);
    await dialog.getByLabel('审批人').selectOption({ label: '沈钧' });
    await dialog.getByLabel('复核日期').fill('2999-06-03');
    await picture(page, 'marking-dialog');
    await dialog.getByLabel('期限', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await part.getByText('《保密事项范围》第三条').waitFor();
    await page.getByText('版头印的“机密★20年”与定密记录的“秘密★10年”不一致。').first().waitFor();
    await part.getByRole('button', { name: '版头印上“秘密★10年”' }).click();
    expect(await lines.inputValue()).toBe('秘密★10年');
    await part.scrollIntoViewIfNeeded();
    await page.waitForTimeout(600);
    await picture(page, 'marking-part');

    await part.getByRole('button', { name: '登记标识：澜溪县开设村口服务点' }).click();
    await dialog.getByLabel('标识', { exact: true }).fill('机密');
    await dialog.getByLabel('期限', { exact: true }).fill('20年');
    await dialog.getByLabel('依据').fill('《保密事项范围》第五条');
    await dialog.getByLabel('知悉范围').fill('县委领导');
    await dialog.getByLabel('审批人').selectOption({ label: '沈钧' });
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('本期的标识“秘密★10年”低于稿件的“机密★20年”').first().waitFor();
    await part.getByRole('button', { name: '重新登记', exact: true }).first().click();
    // What was recorded stands in the fields, days too.
    expect(await dialog.getByLabel('复核日期').inputValue()).toBe('2999-06-03');
    expect(await dialog.getByLabel('依据').inputValue()).toBe('《保密事项范围》第三条');
    await dialog.getByLabel('低定的理由').fill('涉密段落已删');
    await dialog.getByLabel('审批人').selectOption({ label: '沈钧' });
    await picture(page, 'marking-lower');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await part.getByText('涉密段落已删').waitFor();
    await page.getByRole('button', { name: '送审', exact: true }).click();
    await dialog.getByRole('button', { name: '送审', exact: true }).click();
    await page.getByText('已送审。').waitFor();
    expect(pageErrors).toEqual([]);
    await host.close();
    await ended;
    const again = createOffice({ print: printOnce, directory });
    await signIn(again, 'wenhe');
    const { document: saved, summary } = value(await again.client.readIssue({ id: issue.summary.id }));
    again.close();
    expect(summary.state).toBe('inReview');
    expect(saved.markingDecision).toMatchObject({ kind: '秘密', term: '10年', proposer: '闻禾', approver: '沈钧' });
    expect(saved.articleMarkings?.[article.id]).toMatchObject({ kind: '机密', term: '20年' });
  },
);

test.skipIf(whyNot)(
  titled('a record waits on the desk of its approver, who reads and signs it; a paper is compared by another'),
  async () => {
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    const { issue, article } = await draftIssue(office);
    const decision = {
      kind: '秘密',
      term: '10年',
      ground: '《保密事项范围》第三条',
      approverId: 'shenjun',
      scope: '县委领导',
      decidedOn: '2024-06-03',
    };
    const { client } = office;
    value(await client.recordMarking({ subject: { kind: 'article', id: article.id }, decision }));
    value(await client.recordMarking({ subject: { kind: 'issue', id: issue.summary.id }, decision }));
    office.close();
    const first = await openProgram(directory);
    await signInAs(first.page, 'shenjun', passwordOf('shenjun'));
    await first.page.keyboard.press('Alt+4');
    await first.page.getByRole('button', { name: '待批准的标识（2）' }).click();
    const pane = first.page.getByRole('region', { name: '待批准的标识' });
    await pane.getByText('今年以来，澜溪县把便民服务做到村口。').waitFor();
    await pane.getByText('《保密事项范围》第三条').waitFor();
    await pane.getByLabel('您的口令').fill(passwordOf('shenjun'));
    expect(await pane.getByRole('button', { name: '不批准' }).isDisabled()).toBe(true);
    await picture(first.page, 'marking-awaited');
    expect(await violations(first.page)).toEqual([]);
    await pane.getByLabel('您的口令').press('Enter');
    await first.page.getByText('已批准这条标识。').waitFor();
    await first.page.getByRole('button', { name: '待批准的标识（1）' }).waitFor();
    await pane.getByLabel('不批准的原因').fill('依据不足');
    await pane.getByLabel('您的口令').fill(passwordOf('shenjun'));
    await pane.getByRole('button', { name: '不批准' }).click();
    await first.page.getByText('没有等您批准的标识').waitFor();
    expect(first.pageErrors).toEqual([]);
    await first.host.close();
    await first.ended;

    const second = await openProgram(directory);
    await signInAs(second.page, 'wenhe', passwordOf('wenhe'));
    await second.page.keyboard.press('Alt+3');
    await second.page.getByRole('option').first().click();
    const part = second.page.getByRole('region', { name: '标识和定密' });
    await part.getByText(/沈钧于.*没有批准：依据不足/).waitFor();
    await part.getByText(/沈钧于.*批准。/).waitFor();
    await part.scrollIntoViewIfNeeded();
    await picture(second.page, 'marking-answered');
    await part.getByRole('button', { name: '重新登记', exact: true }).first().click();
    const dialog = second.page.getByRole('dialog');
    await dialog.getByLabel('审批人').selectOption({ label: '不在本程序中，已在纸上审批' });
    await dialog.getByLabel('审批人姓名').fill('何局长');
    await dialog.getByLabel('请谁核对').selectOption({ label: '乔一' });
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '审批单.png', mimeType: 'image/png', buffer: onePoint });
    await dialog.getByLabel('您的口令').fill(passwordOf('wenhe'));
    await picture(second.page, 'marking-on-paper');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await part.getByText('已在纸上审批，等乔一核对扫描件').waitFor();
    await second.host.close();
    await second.ended;

    const third = await openProgram(directory);
    await signInAs(third.page, 'qiaoyi', passwordOf('qiaoyi'));
    await third.page.keyboard.press('Alt+4');
    await third.page.getByRole('button', { name: '待批准的标识（1）' }).click();
    const paper = third.page.getByRole('region', { name: '待批准的标识' });
    await paper.getByAltText('何局长纸质审批的扫描件').waitFor();
    await paper.getByText(/纸质签批（代录：闻禾；核对：乔一）/).waitFor();
    await picture(third.page, 'marking-compare');
    await paper.getByLabel('您的口令').fill(passwordOf('qiaoyi'));
    await paper.getByRole('button', { name: '核对无误' }).click();
    await third.page.getByText('已批准这条标识。').waitFor();
    expect(third.pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('what is overdue stands in 审签 until it is reviewed or lifted'), async () => {
  const { directory } = await foundedDirectory();
  const long = createOffice({ print: printOnce, directory, now: () => new Date('2020-06-03T02:00:00Z') });
  const { issue } = await draftIssue(long);
  value(
    await long.client.recordMarking({
      subject: { kind: 'issue', id: issue.summary.id },
      decision: {
        kind: '内部资料',
        ground: '《工作秘密管理暂行办法》',
        approverId: 'shenjun',
        scope: '各乡镇',
        decidedOn: '2020-06-03',
        liftDate: '2022-06-03',
        reviewOn: '2021-06-03',
      },
    }),
  );
  long.close();
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await page.keyboard.press('Alt+4');
  await page.getByRole('button', { name: '标识到期（2）' }).click();
  await page.getByText('2021年6月3日应复核，已过期').waitFor();
  await picture(page, 'marking-due');
  await page.getByRole('button', { name: '继续保留' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('下次复核日期').fill('2999-06-03');
  await dialog.getByRole('button', { name: '继续保留' }).click();
  await page.getByText('2021年6月3日应复核，已过期').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '解除标识' }).click();
  await dialog.getByLabel(/解除的原因/).fill('期限已满');
  await dialog.getByRole('button', { name: '解除标识' }).click();
  await page.getByText('现在没有到期的标识').waitFor();
  expect(pageErrors).toEqual([]);
});

test.skipIf(whyNot)(
  titled('an approved mark is taken back when an approver agrees, and stays as it is until then'),
  async () => {
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    const { issue } = await draftIssue(office);
    const subject = { kind: 'issue' as const, id: issue.summary.id };
    const decision = {
      kind: '秘密',
      term: '10年',
      ground: '《保密事项范围》第三条',
      approverId: 'shenjun',
      scope: '县委领导',
      decidedOn: '2024-06-03',
    };
    value(await office.client.recordMarking({ subject, decision }));
    await signIn(office, 'shenjun');
    await approveMarkings(office, 'shenjun');
    office.close();
    const first = await openProgram(directory);
    await signInAs(first.page, 'wenhe', passwordOf('wenhe'));
    await first.page.keyboard.press('Alt+3');
    await first.page.getByRole('option').first().click();
    const part = first.page.getByRole('region', { name: '标识和定密' });
    await part.getByRole('button', { name: '撤销', exact: true }).focus();
    await first.page.keyboard.press('Enter');
    const dialog = first.page.getByRole('dialog');
    await dialog.getByText('这个标识已经批准，撤销也要批准').waitFor();
    const ask = dialog.getByRole('button', { name: '提请批准' });
    expect(await ask.isDisabled()).toBe(true);
    await expect.poll(() => dialog.getByLabel('审批人').inputValue()).toBe('shenjun');
    await dialog.getByLabel('原因（必填）').fill('涉密段落已删');
    await dialog.getByLabel('审批人').selectOption({ label: '乔一' });
    await picture(first.page, 'marking-drop');
    expect(await violations(first.page)).toEqual([]);
    await ask.click();
    await dialog.waitFor({ state: 'detached' });
    await part.getByText('已提请撤销，等乔一批准，批准以前标识照旧。').waitFor();
    await part.getByText('《保密事项范围》第三条').waitFor();
    await part.scrollIntoViewIfNeeded();
    await picture(first.page, 'marking-drop-waits');
    expect(first.pageErrors).toEqual([]);
    await first.host.close();
    await first.ended;

    const second = await openProgram(directory);
    await signInAs(second.page, 'qiaoyi', passwordOf('qiaoyi'));
    await second.page.keyboard.press('Alt+4');
    await second.page.getByRole('button', { name: '待批准的标识（1）' }).click();
    const pane = second.page.getByRole('region', { name: '待批准的标识' });
    await pane.getByText(/闻禾于.*提请撤销这个标识/).waitFor();
    await pane.getByText('原因：涉密段落已删').waitFor();
    await pane.getByText('今年以来，澜溪县把便民服务做到村口。').waitFor();
    await pane.getByLabel('您的口令').fill(passwordOf('qiaoyi'));
    await picture(second.page, 'marking-drop-awaited');
    expect(await violations(second.page)).toEqual([]);
    await pane.getByRole('button', { name: '同意撤销' }).click();
    await second.page.getByText('标识已撤销。').waitFor();
    await second.page.getByText('没有等您批准的标识').waitFor();
    expect(second.pageErrors).toEqual([]);
    await second.host.close();
    await second.ended;
    const again = createOffice({ print: printOnce, directory });
    await signIn(again, 'wenhe');
    expect(value(await again.client.readIssue({ id: subject.id })).document.markingDecision).toBeUndefined();
    again.close();
  },
);
