import type { Page } from 'playwright-core';
import { tableTitle } from './furnishedOffice.ts';

/** A screen in one of its states, and the way to it from the one before. */
export interface ScreenState {
  readonly name: string;
  readonly show: (page: Page) => Promise<void>;
}

/** How long a busy machine may take to show something; it says nothing of how long it should. */
const soon = { timeout: 60_000 };

const place = (page: Page, key: number) => page.keyboard.press(`Alt+${key}`);
const dialog = (page: Page) => page.getByRole('dialog');
const pageDrawn = (page: Page) => page.getByRole('img', { name: '第1页' }).locator('canvas').first().waitFor(soon);

/** Closes the dialog of the state before. */
async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
const option = (page: Page, name: string | RegExp) => page.locator('.list').getByRole('option', { name }).first();
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });

/** 新建编辑部, on an empty data directory, up to the recovery code. */
export const firstRunStates: readonly ScreenState[] = [
  {
    name: 'firstRun-join',
    show: async (page) => {
      await button(page, '加入已有的编辑部').click();
      await dialog(page).getByLabel('这台机器的名称').waitFor();
    },
  },
  {
    name: 'firstRun-name',
    show: async (page) => {
      await closeDialog(page);
      await page.getByLabel('编辑部名称').fill('云岭省望溪县总工会宣传科');
    },
  },
  { name: 'firstRun-staffing', show: (page) => button(page, '下一步').click() },
  {
    name: 'firstRun-people',
    show: async (page) => {
      await button(page, '下一步').click();
      await page.getByLabel('姓名').first().waitFor();
    },
  },
  {
    name: 'firstRun-problems',
    show: async (page) => {
      await button(page, '建立编辑部').click();
      await page.getByText('请填写姓名。').first().waitFor();
    },
  },
  {
    name: 'firstRun-recovery',
    show: async (page) => {
      for (const [index, name] of ['田野', '陈溪', '林望'].entries()) {
        await page.getByLabel('姓名').nth(index).fill(name);
        await page.getByLabel('登录名').nth(index).fill(`person${index}`);
        await page.getByLabel('口令', { exact: true }).nth(index).fill('一句自己记得住的话');
        await page.getByLabel('再输一遍口令').nth(index).fill('一句自己记得住的话');
      }
      await button(page, '建立编辑部').click();
      await page.getByRole('status', { name: '恢复码' }).waitFor(soon);
    },
  },
  {
    name: 'signIn',
    show: async (page) => {
      await page.getByLabel('恢复码已抄写并收存').check();
      await button(page, '去登录').click();
      await page.getByLabel('登录名', { exact: true }).waitFor();
    },
  },
  {
    name: 'signIn-refused',
    show: async (page) => {
      await page.getByLabel('登录名', { exact: true }).selectOption('person0');
      await page.getByLabel('口令', { exact: true }).fill('不是这一句');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor(soon);
    },
  },
  {
    name: 'signIn-recovery',
    show: async (page) => {
      await button(page, '忘记口令').click();
      await dialog(page).waitFor();
    },
  },
];

/** The six places of an office in which nothing has been done yet, seen by its editor. */
export const emptyStates: readonly ScreenState[] = [
  empty('empty-manuscripts', 1, '还没有来稿'),
  empty('empty-articles', 2, '还没有稿件'),
  empty('empty-issues', 3, '还没有刊期'),
  {
    name: 'empty-noPublication',
    show: async (page) => {
      await page.keyboard.press('Control+n');
      await page.getByRole('dialog', { name: '还没有刊物' }).waitFor();
    },
  },
  {
    ...empty('empty-signOff', 4, '现在没有等您办理的'),
    show: async (page) => {
      await closeDialog(page);
      await place(page, 4);
      await page.getByText('现在没有等您办理的').first().waitFor();
    },
  },
  empty('empty-archive', 5, '档案中还没有刊期'),
  empty('empty-system', 6, '增加人员'),
  {
    name: 'empty-publications',
    show: async (page) => {
      await option(page, '刊物').click();
      await page.getByText('还没有刊物').first().waitFor();
    },
  },
  {
    name: 'empty-units',
    show: async (page) => {
      await option(page, '报送单位').click();
      await page.getByText('还没有报送单位').first().waitFor();
    },
  },
];

function empty(name: string, key: number, words: string): ScreenState {
  return {
    name,
    show: async (page) => {
      await place(page, key);
      await page.getByText(words).first().waitFor();
    },
  };
}

/** 来稿 and 稿件 of the furnished office, as its 责任编辑 sees them. */
export const writingStates: readonly ScreenState[] = [
  {
    name: 'manuscripts',
    show: async (page) => {
      await place(page, 1);
      await option(page, /集体协商/).waitFor();
    },
  },
  {
    name: 'manuscripts-reading',
    show: async (page) => {
      await option(page, /集体协商/).click();
      await page.getByRole('article').first().waitFor();
    },
  },
  { name: 'manuscripts-register', show: (page) => tab(page, '登记').click() },
  {
    name: 'manuscripts-reject',
    show: async (page) => {
      await button(page, '退稿').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'manuscripts-rejected',
    show: async (page) => {
      await closeDialog(page);
      await tab(page, /^全部/).click();
      await option(page, /劳模讲堂/).click();
      await page.getByText('原因：').waitFor();
    },
  },
  {
    name: 'manuscripts-nothingFound',
    show: async (page) => {
      await page.getByLabel('查找来稿').first().fill('没有这样的来稿');
      await page.getByText('没有相符的来稿').waitFor();
    },
  },
  {
    name: 'articles',
    show: async (page) => {
      await place(page, 2);
      await option(page, /临湖区总工会服务阵地/).waitFor();
    },
  },
  {
    name: 'articles-editor',
    show: async (page) => {
      await option(page, new RegExp(tableTitle)).click();
      await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
    },
  },
  {
    name: 'articles-table',
    show: async (page) => {
      await page.getByText('工地小站').click();
      await button(page, '删除表格').waitFor();
    },
  },
  {
    name: 'articles-find',
    show: async (page) => {
      await page.keyboard.press('Control+f');
      await page.getByRole('search', { name: '查找' }).getByLabel('查找', { exact: true }).fill('工会');
      await page.getByText(/^共\d+处$/).waitFor();
    },
  },
  {
    name: 'articles-changes',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+End');
      await page.keyboard.type('（县总工会）');
      await tab(page, '改动').click();
      await page.getByRole('listbox', { name: '改动列表' }).getByRole('option').first().click();
      await page.getByRole('region', { name: '花脸' }).locator('ins').first().waitFor();
    },
  },
  {
    name: 'articles-original',
    show: async (page) => {
      await page.getByLabel('看哪一种').selectOption('改前');
      await page.getByRole('region', { name: '改前' }).waitFor();
    },
  },
  {
    name: 'articles-versions',
    show: async (page) => {
      await page.getByLabel('看哪一种').selectOption('改后');
      await tab(page, '版本').click();
      await page.getByText('第1版').waitFor();
    },
  },
  {
    name: 'articles-version',
    show: async (page) => {
      // The inspector was put away where there was no room for it.
      await tab(page, '版本').click();
      await page.getByRole('button', { name: /^第1版/ }).click();
      await dialog(page).getByRole('article').waitFor();
    },
  },
  {
    name: 'articles-compared',
    show: async (page) => {
      await closeDialog(page);
      await tab(page, '版本').click();
      await page.getByRole('button', { name: /^第1版/ }).click();
      await dialog(page).getByLabel('与现在的文字比较').check();
      await dialog(page).getByRole('article').waitFor();
    },
  },
  {
    name: 'articles-nameVersion',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '存为一版').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'articles-ordinals',
    show: async (page) => {
      await closeDialog(page);
      await page.locator('.article-editing .article-paragraph').last().click();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.insertText('九、');
      await page.locator('.article-heading1', { hasText: '九、' }).waitFor();
      await tab(page, '大纲').click();
      await page.getByRole('region', { name: '不对的序号' }).waitFor();
    },
  },
  {
    name: 'articles-signs',
    show: async (page) => {
      await page.locator('.article-heading1', { hasText: '九、' }).click();
      await page.keyboard.press('Alt+Shift+C');
      await page.getByRole('region', { name: '特殊字符、日期和数字' }).waitFor();
    },
  },
  {
    name: 'articles-focus',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F9');
      await button(page, /^退出专注/).waitFor();
    },
  },
  {
    name: 'articles-reading',
    show: async (page) => {
      await page.keyboard.press('F9');
      await page.keyboard.press('F8');
      await page.getByRole('region', { name: '阅读' }).waitFor();
    },
  },
  {
    name: 'articles-final',
    show: async (page) => {
      await closeDialog(page);
      await option(page, /云溪市总工会把夜校/).click();
      await page.getByText('这篇稿件已定稿').waitFor();
    },
  },
];

/** 刊期 and 审签, as the 责任编辑 sees them. */
export const makingStates: readonly ScreenState[] = [
  {
    name: 'issues',
    show: async (page) => {
      await place(page, 3);
      await option(page, /云溪市总工会把夜校/).waitFor();
    },
  },
  {
    name: 'issues-makeUp',
    show: async (page) => {
      await option(page, /云溪市总工会把夜校/).click();
      await pageDrawn(page);
    },
  },
  {
    name: 'issues-marking',
    show: async (page) => {
      await button(page, '登记标识').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'issues-slip',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '发稿单').click();
      await dialog(page).getByText('未签发，按目前的内容和签署填写').waitFor(soon);
    },
  },
  {
    name: 'issues-take',
    show: async (page) => {
      await closeDialog(page);
      await page.keyboard.press('Control+i');
      await dialog(page).waitFor();
    },
  },
  {
    name: 'issues-submit',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '送审').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'issues-new',
    show: async (page) => {
      await closeDialog(page);
      await page.keyboard.press('Control+n');
      await dialog(page).waitFor();
    },
  },
  {
    name: 'issues-fromFile',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '整期读入').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'issues-find',
    show: async (page) => {
      await closeDialog(page);
      await page.keyboard.press('Control+Shift+F');
      await page.getByLabel('全刊查找', { exact: true }).fill('工会');
      await page.getByLabel('全刊替换为').fill('总工会');
      await page.getByText(/^在\d篇中找到\d+处/).waitFor();
    },
  },
  {
    name: 'issues-handedOver',
    show: async (page) => {
      await option(page, /望溪县总工会以/).click();
      await page.getByRole('list', { name: '流程' }).waitFor();
      await pageDrawn(page);
    },
  },
  {
    name: 'signOff-markings',
    show: async (page) => {
      await place(page, 4);
      await page.getByRole('button', { name: /^标识到期/ }).click();
      await page
        .getByRole('heading', { name: /标识/ })
        .or(page.getByText(/没有.*标识/))
        .first()
        .waitFor();
    },
  },
  {
    name: 'signOff-tickets',
    show: async (page) => {
      await page.getByRole('button', { name: /^输出审批/ }).click();
      await page.getByRole('region', { name: '输出审批' }).waitFor();
    },
  },
  {
    name: 'signOff-handled',
    show: async (page) => {
      await place(page, 4);
      await tab(page, '我办过的').click();
      await option(page, /望溪县总工会以/).click();
      await page.getByRole('list', { name: '流程' }).waitFor();
    },
  },
  {
    name: 'signOff-slip',
    show: async (page) => {
      await tab(page, '发稿单').click();
      await page.getByText('未签发，按目前的内容和签署填写').waitFor(soon);
    },
  },
  {
    name: 'signOff-signature',
    show: async (page) => {
      await button(page, '我的手写签名').click();
      await dialog(page).getByText('还没有手写签名').waitFor();
    },
  },
  {
    name: 'signOff-markings',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '标识到期').click();
      await page.getByText('现在没有到期的标识').waitFor();
    },
  },
  {
    name: 'signOff-tickets',
    show: async (page) => {
      await button(page, '输出审批').click();
      await page.getByText('您还没有申请过输出票').waitFor();
    },
  },
  {
    name: 'signOff-handover',
    show: async (page) => {
      await button(page, '交接').click();
      await page.getByText('本机还没有名片，不能交接').waitFor(soon);
    },
  },
];

/** 档案. */
export const keepingStates: readonly ScreenState[] = [
  {
    name: 'archive',
    show: async (page) => {
      await place(page, 5);
      await option(page, /云岭工会工作信息/).waitFor();
    },
  },
  {
    name: 'archive-pages',
    show: async (page) => {
      await option(page, /云岭工会工作信息/).click();
      await pageDrawn(page);
    },
  },
  { name: 'archive-text', show: (page) => tab(page, '文字').click() },
  { name: 'archive-contents', show: (page) => tab(page, '目录与去向').click() },
  {
    name: 'archive-files',
    show: async (page) => {
      await tab(page, '文件').click();
      await page.getByRole('cell', { name: 'issue.pdf' }).waitFor();
    },
  },
  {
    name: 'archive-print',
    show: async (page) => {
      await page.keyboard.press('Control+p');
      await dialog(page).locator('.print-booklet, .print-none').waitFor(soon);
    },
  },
  {
    name: 'archive-verified',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '校验').click();
      await page.getByText('校验通过').waitFor(soon);
    },
  },
  {
    name: 'archive-saveDialog',
    show: async (page) => {
      await button(page, '导出').click();
      await dialog(page)
        .getByRole('listbox')
        .first()
        .or(dialog(page).getByText('这个文件夹是空的'))
        .first()
        .waitFor(soon);
    },
  },
  {
    name: 'archive-search',
    show: async (page) => {
      await closeDialog(page);
      await page.getByLabel('查找档案').first().fill('驿站');
      await option(page, /驿站/).click();
      await tab(page, '文字').waitFor();
    },
  },
  {
    name: 'archive-nothingFound',
    show: async (page) => {
      await page.getByLabel('查找档案').first().fill('没有人写过的话');
      await page.getByText('没有找到“没有人写过的话”').waitFor(soon);
    },
  },
  {
    name: 'archive-voidNumbers',
    show: async (page) => {
      await page.getByLabel('查找档案').first().fill('');
      await button(page, '断号簿').click();
      await page.getByRole('heading', { name: '断号簿' }).waitFor();
    },
  },
  {
    name: 'archive-volume',
    show: async (page) => {
      // Where the list has given its room to what is open, the palette leads here too.
      await page.keyboard.press('Control+k');
      await page.keyboard.insertText('合订本');
      await dialog(page)
        .getByRole('option', { name: /合订本/ })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page
        .getByRole('dialog', { name: '装订合订本' })
        .getByText(/收入\d+期/)
        .waitFor(soon);
    },
  },
  {
    name: 'backIssues',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '以往刊期').click();
      await page.getByText('档案中还没有以往刊期').waitFor(soon);
    },
  },
  {
    name: 'backIssues-batches',
    show: async (page) => {
      await tab(page, /^导入/).click();
      await page.getByRole('listbox', { name: '导入批次' }).getByText('待确认').waitFor(soon);
    },
  },
  {
    name: 'backIssues-review',
    show: async (page) => {
      await page.getByRole('listbox', { name: '导入批次' }).getByRole('option').first().click();
      await page
        .getByRole('listbox', { name: '这一批的文件' })
        .getByRole('option', { name: /期号看不清/ })
        .click();
      await page.getByRole('region', { name: '原文' }).waitFor(soon);
    },
  },
  {
    name: 'records',
    show: async (page) => {
      await button(page, '返回列表').click();
      await button(page, '返回档案').click();
      await button(page, '归档文件').click();
      await tab(page, '目录').waitFor(soon);
    },
  },
  { name: 'records-tests', show: (page) => tab(page, /^四性检测/).click() },
  { name: 'records-disposal', show: (page) => tab(page, /^到期与销毁/).click() },
  {
    name: 'statistics',
    show: async (page) => {
      await button(page, '统计').click();
      await tab(page, '单位').waitFor(soon);
    },
  },
  { name: 'statistics-columns', show: (page) => tab(page, '栏目').click() },
  { name: 'statistics-records', show: (page) => tab(page, '批示和约稿').click() },
  { name: 'statistics-rules', show: (page) => tab(page, '计分办法').click() },
  { name: 'statistics-published', show: (page) => tab(page, '公布').click() },
];

/** 系统, and what opens over every place. */
export const systemStates: readonly ScreenState[] = [
  {
    name: 'system-people',
    show: async (page) => {
      await place(page, 6);
      await button(page, '增加人员').waitFor();
    },
  },
  {
    name: 'system-admit',
    show: async (page) => {
      await button(page, '增加人员').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'system-reissue',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '重发恢复码…').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'system-publications',
    show: async (page) => {
      await closeDialog(page);
      await option(page, '刊物').click();
      await page.getByLabel('刊名', { exact: true }).waitFor();
    },
  },
  systemPart('units', '报送单位', '增加单位'),
  {
    name: 'system-unit',
    show: async (page) => {
      await button(page, '增加单位').click();
      await page.getByLabel('单位全称').waitFor();
    },
  },
  {
    ...systemPart('network', '未联网', '本程序不使用任何网络'),
    show: async (page) => {
      if ((await dialog(page).count()) > 0) await closeDialog(page);
      await page.getByRole('contentinfo').getByRole('button', { name: '未联网' }).click();
      await page.getByText('本程序不使用任何网络').waitFor();
    },
  },
  systemPart('machines', '机器', '本机还没有名片'),
  systemPart('records', '档案设置', '立档单位'),
  systemPart('backup', '备份', '还没有做过备份'),
  systemPart('bases', '数据检查', '完整检查'),
  systemPart('look', '外观和习惯', '无人操作后自动锁定'),
  systemPart('about', '关于', '数据目录'),
  {
    name: 'palette',
    show: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.insertText('k');
      await dialog(page).waitFor();
    },
  },
  {
    name: 'keys',
    show: async (page) => {
      await closeDialog(page);
      await place(page, 2);
      await option(page, new RegExp(tableTitle)).click();
      await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
      await page.keyboard.press('F1');
      await dialog(page).waitFor();
    },
  },
  {
    name: 'password',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '修改口令').or(page.getByTitle('修改口令')).first().click();
      await dialog(page).waitFor();
    },
  },
];

function systemPart(name: string, title: string, words: string): ScreenState {
  return {
    name: `system-${name}`,
    show: async (page) => {
      await option(page, title).click();
      await page.getByText(words).first().waitFor();
    },
  };
}

/** What waits for the 安全保密管理员 of an office with three administrators. */
export const proposalStates: readonly ScreenState[] = [
  {
    name: 'proposals',
    show: async (page) => {
      await place(page, 6);
      await option(page, '刊物').click();
      await page.getByRole('region', { name: '等着确认的规则改动' }).waitFor(soon);
    },
  },
  {
    name: 'proposals-decide',
    show: async (page) => {
      await page.getByRole('region', { name: '等着确认的规则改动' }).getByRole('button', { name: '同意改动' }).click();
      await dialog(page).waitFor();
    },
  },
];

/** The furnished office as its 审核 sees it. */
export const reviewerStates: readonly ScreenState[] = [
  {
    name: 'signOff-waiting',
    show: async (page) => {
      await place(page, 4);
      await option(page, /望溪县总工会以/).waitFor();
    },
  },
  {
    name: 'signOff-text',
    show: async (page) => {
      await option(page, /望溪县总工会以/).click();
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'signOff-pages',
    show: async (page) => {
      await tab(page, '付印样').click();
      await pageDrawn(page);
    },
  },
  {
    name: 'signOff-comments',
    show: async (page) => {
      await tab(page, /^批注/).click();
      await page.getByText('三次回访的时间间隔').waitFor();
    },
  },
  {
    name: 'signOff-comment',
    show: async (page) => {
      await tab(page, '文字').click();
      await page.getByRole('button', { name: /^批注这篇：望溪/ }).click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'signOff-return',
    show: async (page) => {
      await closeDialog(page);
      await button(page, '退回修改').click();
      await dialog(page).waitFor();
    },
  },
  {
    name: 'signOff-correcting',
    show: async (page) => {
      await closeDialog(page);
      await page.getByRole('button', { name: /^修改这篇：望溪/ }).click();
      await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
    },
  },
  {
    name: 'signOff-corrected',
    show: async (page) => {
      await page.getByText('下一步，将把成熟的做法').click();
      await page.keyboard.press('End');
      await page.keyboard.insertText('各县要一并执行。');
      await button(page, '提交修改').click();
      await tab(page, '改动').click(soon);
      await page.locator('.changes-article ins', { hasText: '一并执行' }).waitFor(soon);
    },
  },
  {
    name: 'delegation',
    show: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.insertText('委托办理');
      await dialog(page)
        .getByRole('option', { name: /委托办理/ })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: '委托办理' }).getByRole('button', { name: '新的委托' }).waitFor(soon);
    },
  },
  {
    name: 'delegation-new',
    show: async (page) => {
      await page.getByRole('dialog', { name: '委托办理' }).getByRole('button', { name: '新的委托' }).click();
      await page.getByLabel('受委托的人').waitFor();
    },
  },
  {
    name: 'system-roles',
    show: async (page) => {
      await closeDialog(page);
      await place(page, 6);
      await button(page, '调整岗位').click();
      await dialog(page).waitFor();
    },
  },
];

/** The furnished office as its 签发 sees it. */
export const signerStates: readonly ScreenState[] = [
  {
    name: 'release-before',
    show: async (page) => {
      await place(page, 4);
      await option(page, /禾川县总工会/).click();
      await button(page, '看付印样').waitFor();
    },
  },
  {
    name: 'release-signing',
    show: async (page) => {
      await button(page, '看付印样').click();
      await page.getByRole('region', { name: '签发的内容' }).waitFor(soon);
      await pageDrawn(page);
    },
  },
  {
    name: 'release-wrongPassword',
    show: async (page) => {
      await page.getByLabel('您的口令').fill('不是我的口令');
      await button(page, '签发').click();
      await page.getByRole('alert').waitFor(soon);
    },
  },
  {
    name: 'system-audit',
    show: async (page) => {
      await place(page, 6);
      await option(page, '审计').click();
      await button(page, '校验审计').click();
      await page.getByText('两条记录链都完整').waitFor(soon);
    },
  },
  {
    name: 'system-auditContent',
    show: async (page) => {
      await tab(page, '稿件和刊期').click();
      await page.getByRole('region', { name: '稿件和刊期的审计记录' }).getByRole('cell').first().waitFor(soon);
    },
  },
];
