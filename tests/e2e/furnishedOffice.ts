import { join } from 'node:path';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { createOffice, type Office } from '#office/office.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { whenOver } from '../office/backIssues/importing.ts';
import { pastFile, pastIssue, writePast } from '../office/backIssues/pastFolder.ts';
import { fileDirectory, printOnce, value } from '../office/office/foundedOffice.ts';

/** The people of the furnished office, by what they do. */
export const furnishedPeople = { editor: 'suhe', reviewer: 'chengwangchuan', signer: 'luzhixing' } as const;

const titles = {
  draft: ['云溪市总工会把夜校', '办到园区宿舍楼下'],
  draftSecond: ['石桥县总工会上门办理入会手续'],
  waiting: ['望溪县总工会以“一张清单、两本台账、三次回访”', '推动困难职工帮扶精准到户'],
  waitingSecond: ['安澜市总工会给货车司机留一盏灯'],
  passed: ['禾川县总工会请老师傅回车间讲课'],
} as const;

/** The article that is open in the editor: it has headings of two levels and a table. */
export const tableTitle = '临湖区总工会服务阵地建设情况';

/**
 * A data directory in which every place of the window has something in it: the two archived issues of the demo,
 * manuscripts in every state, past issues of which two are unsure, an article with a table, a draft, an issue with comments that waits for the reviewer after
 * one return, and one that waits for the signer.
 */
export async function furnishedDirectory(): Promise<string> {
  const folder = fileDirectory();
  const directory = join(folder, 'data');
  await demoCommand(['--out', join(folder, 'out'), '--data', directory], () => {});
  const office = createOffice({ print: printOnce, directory });
  try {
    const { client } = office;
    await signIn(client, furnishedPeople.editor);
    await takeIn(client);
    value(await client.createArticle({ content: withTable, images: {} }));
    await makeUp(client, [titles.draft, titles.draftSecond]);
    const waiting = await makeUp(client, [titles.waiting, titles.waitingSecond]);
    const passed = await makeUp(client, [titles.passed]);
    for (const id of [waiting, passed]) await submit(client, id, '请审核');

    await signIn(client, furnishedPeople.reviewer);
    const { contentHash } = value(await client.openIssue({ id: passed }));
    const [comment] = value(await client.addComment({ id: passed, text: '印前请再核一遍人数。' })).comments;
    if (comment) value(await client.resolveComment({ id: passed, commentId: comment.id, isResolved: true }));
    value(await client.addComment({ id: passed, text: '标题是否再短一些，请签发时斟酌。' }));
    value(await client.passIssue({ id: passed, contentHash, opinion: '同意' }));
    const { document } = value(await client.openIssue({ id: waiting }));
    const articleId = document.articles[0]?.id ?? '';
    const place = { id: waiting, articleId, block: 1, quote: '回访三次' };
    value(await client.addComment({ ...place, text: '三次回访的时间间隔请写明。' }));
    value(await client.returnIssue({ id: waiting, reason: '第1篇回访的做法没有写清，请补充后再送。' }));

    await signIn(client, furnishedPeople.editor);
    await submit(client, waiting, '已补充');
    await takePastIssues(office, join(folder, 'past'));
    return directory;
  } finally {
    office.close();
  }
}

/** Three past issues are read: one surely, one without its number, one whose name contradicts its masthead. */
async function takePastIssues(office: Office, folder: string): Promise<void> {
  const [publication] = value(await office.client.listPublications({}));
  const never = () => Promise.reject(new Error('nothing is printed here'));
  for (const [serial, name] of [
    [1, '2018年第1期.txt'],
    [2, '期号看不清的一期.txt'],
    [4, '2018年第3期.txt'],
  ] as const) {
    const past = pastIssue(2018, serial);
    const issue = { ...past, publication: { ...past.publication, name: publication?.name ?? '' } };
    const file = serial === 2 ? { ...issue, number: null } : issue;
    writePast(folder, name, await pastFile(file, 'txt', never));
  }
  const { id } = value(await office.client.startBackIssueImport({ publicationId: publication?.id ?? '', folder }));
  await whenOver(office, id);
}

async function signIn(client: OfficeClient, personId: string): Promise<void> {
  value(await client.signIn({ personId, password: samplePasswords[personId] ?? '' }));
}

async function submit(client: OfficeClient, id: string, opinion: string): Promise<void> {
  const { contentHash } = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash, opinion }));
}

/** An issue of new articles of these titles at 定稿, not handed over. */
async function makeUp(client: OfficeClient, all: readonly (readonly string[])[]): Promise<string> {
  const articleIds: string[] = [];
  for (const title of all) {
    const { id, version } = value(await client.createArticle({ content: plainArticle(title), images: {} }));
    value(await client.finalizeArticle({ id, baseVersion: version }));
    articleIds.push(id);
  }
  const [publication] = value(await client.listPublications({}));
  const created = value(await client.createIssue({ publicationId: publication?.id ?? '' }));
  const { marking, reportTo, copyTo, sendTo, column } = created.document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds, ...(column === undefined ? {} : { column }) };
  const { id } = created.summary;
  value(await client.saveIssue({ id, baseContentHash: created.contentHash, ...fields }));
  return id;
}

/** One manuscript in every state; the last has a line that reading cannot be sure of. */
async function takeIn(client: OfficeClient): Promise<void> {
  const decisions = ['selected', 'reserved', 'rejected', undefined, undefined] as const;
  const subjects = ['职工书屋夜间开放', '暖心驿站冬季值守', '劳模讲堂进工地', '女职工法律讲座', '集体协商要约月活动'];
  for (const [index, subject] of subjects.entries()) {
    const lines = [
      `安澜市总工会组织${subject}`,
      `今年以来，安澜市总工会把${subject}列为服务职工的十件实事之一，先后走访企业二十六家，收集意见一百一十`,
      '二条，逐条明确责任人和办结时限。',
      '一、摸清底数。由基层工会主席带队入户，登记职工 的需求。',
      '二、定人定责。每件事由一名专职干部跟到底，办结后由职工评价。',
      '（安澜市总工会）',
      '联系人：闻溪　联系电话：0000-1234567',
    ];
    const bytes = new TextEncoder().encode(lines.join('\n'));
    const received = value(
      await client.receiveManuscript({ fileName: `${subject}（安澜市总工会报送）.txt`, bytes, author: '闻溪' }),
    );
    const decision = decisions[index];
    if (decision === undefined) continue;
    const reason = decision === 'rejected' ? '内容与已刊用的重复' : '';
    value(await client.decideManuscript({ id: received.manuscript.id, decision, reason }));
  }
}

function plainArticle(title: readonly string[]): ArticleContent {
  return {
    title: [...title],
    source: { unit: '安澜市总工会', line: '（安澜市总工会）' },
    body: [
      paragraph('今年以来，当地工会把服务送到职工身边，先后走访企业四十家，帮助解决急难愁盼的事一百余件。'),
      { role: 'heading1', inlines: [{ text: '一、先问清楚，再动手办' }] },
      paragraph('一是入户登记，逐户建档。二是分类办理，回访三次。三是每月公布办结情况，请职工评价。'),
      paragraph('下一步，将把成熟的做法写进制度，在全市推开。'),
    ],
  };
}

function paragraph(text: string) {
  return { role: 'paragraph' as const, inlines: [{ text }] };
}

function row(...cells: readonly string[]) {
  return cells.map((text) => ({ inlines: [{ text }] }));
}

const withTable: ArticleContent = {
  title: [tableTitle],
  source: { unit: '安澜市临湖区总工会', line: '（安澜市临湖区总工会）' },
  body: [
    paragraph('临湖区总工会按照“缺什么、补什么”的原则建设服务阵地，半年来新建、改建三十一处，开放时间延长到晚上九时。'),
    { role: 'heading1', inlines: [{ text: '一、建在职工走得到的地方' }] },
    paragraph('园区、工地、街边各有侧重，具体情况见下表。'),
    { role: 'heading2', inlines: [{ text: '（一）分类建设' }] },
    {
      role: 'table',
      headerRows: 1,
      rows: [
        row('类别', '数量（处）', '开放时间'),
        row('园区服务站', '12', '8时至21时'),
        row('工地小站', '9', '6时至20时'),
        row('街边驿站', '10', '全天'),
      ],
    },
    { role: 'heading1', inlines: [{ text: '二、管在平常' }] },
    paragraph('每处确定一名管理员，物资每周清点一次，损坏的两日内修好。'),
  ],
};
