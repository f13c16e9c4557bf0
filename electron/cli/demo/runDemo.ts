import type { CommandOutput } from '#shared/contract/contract.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import { answered } from '../answered.ts';
import { dropParagraph, replacePassage } from './editArticle.ts';
import {
  readSampleFile,
  readSampleManuscripts,
  readSampleOffice,
  type SampleFile,
  type SampleOffice,
  type SampleUnit,
  samplePasswords,
} from './sampleOffice.ts';

/** One line of the demo: what was done, and what came of it. */
export type Report = (step: string, outcome: string) => void;

export interface DemoIssue {
  readonly issueId: string;
  readonly publicationName: string;
  readonly numberText: string;
  readonly files: readonly SampleFile[];
}

type Issue = CommandOutput<'readIssue'>;

/**
 * The whole job of an office on the sample, through the contract alone: two issues from what came in to what is
 * archived, found and proved. `founded` hears the recovery code as soon as people can sign in. Throws a CommandFailure where the office refuses a step.
 */
export async function runDemo(
  client: OfficeClient,
  report: Report,
  founded: (recoveryCode: string) => void = () => {},
): Promise<readonly DemoIssue[]> {
  const sample = readSampleOffice();
  const [editor, reviewer, signer] = sample.people.map(({ id }) => id);
  if (!editor || !reviewer || !signer) throw new Error('the sample needs three people');
  const people: People = { editor, reviewer, signer };
  founded(await foundOffice(client, sample, report));
  const [first, second] = await describeOffice(client, sample, people, report);
  const firstIssue = await makeFirstIssue(client, first, people, report);
  const secondIssue = await makeSecondIssue(client, second, people, report);
  await showArchive(client, people, report);
  return [firstIssue, secondIssue];
}

interface People {
  readonly editor: string;
  readonly reviewer: string;
  readonly signer: string;
}

async function foundOffice(client: OfficeClient, sample: SampleOffice, report: Report): Promise<string> {
  const people = sample.people.map((person) => ({ ...person, password: passwordOf(person.id) }));
  const { recoveryCode } = answered(await client.foundOffice({ ...sample.office, people }));
  report('新建编辑部', `${sample.office.name}，${people.length}人，恢复码${recoveryCode.slice(0, 4)}-…（打印后收存）`);
  return recoveryCode;
}

async function describeOffice(
  client: OfficeClient,
  sample: SampleOffice,
  { editor }: People,
  report: Report,
): Promise<readonly [string, string]> {
  await signIn(client, editor);
  let count = 0;
  const saveUnits = async (units: readonly SampleUnit[], parentId: string | undefined): Promise<void> => {
    for (const { children, aliases, parentCommittee, ...unit } of units) {
      const saved = answered(
        await client.saveUnit({
          ...unit,
          aliases: [...aliases],
          ...(parentId === undefined ? {} : { parentId }),
          ...(parentCommittee === undefined ? {} : { parentCommittee }),
        }),
      );
      count += 1;
      await saveUnits(children ?? [], saved.id);
    }
  };
  await saveUnits(sample.units, undefined);
  const ids: string[] = [];
  for (const { name, ...settings } of sample.publications) {
    ids.push(answered(await client.savePublication({ name, settings })).id);
  }
  const settings = {
    fonds: '0123',
    fondsName: sample.office.name,
    organization: sample.office.name,
    division: 'BGS',
    retention: 'thirty',
  } as const;
  answered(await client.saveRecordSettings({ settings }));
  report('登记刊物和单位', `${sample.publications.map(({ name }) => `《${name}》`).join('')}，报送单位${count}个`);
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw new Error('the sample needs two publications');
  return [first, second];
}

async function makeFirstIssue(
  client: OfficeClient,
  publicationId: string,
  people: People,
  report: Report,
): Promise<DemoIssue> {
  const articleIds = await takeIn(client, report);
  const [, , third] = articleIds;
  if (third === undefined) throw new Error('the first issue has four articles');
  const created = answered(await client.createIssue({ publicationId }));
  const { id } = created.summary;
  const issue = await saveIssue(client, created, articleIds);
  report('组稿', `目录${issue.document.articles.length}篇：${contentsLines(issue.document).join('；')}`);
  answered(await client.submitIssue({ id, contentHash: issue.contentHash, opinion: '请审核' }));
  report('送审', `责任编辑签署，内容摘要${issue.contentHash.slice(0, 16)}…`);

  await signIn(client, people.reviewer);
  answered(await client.openIssue({ id }));
  answered(await client.returnIssue({ id, reason: '第3篇女职工人数请与报送单位核实，没有依据的不印。' }));
  report('审核退回', '第3篇女职工人数请与报送单位核实');

  await signIn(client, people.editor);
  await editArticle(client, third, (article) => replacePassage(article, '(其中女职工960名)', ''));
  let seen = answered(await client.readIssue({ id }));
  answered(await client.submitIssue({ id, contentHash: seen.contentHash, opinion: '已核实并删去' }));
  report('改后再送审', `内容摘要${seen.contentHash.slice(0, 16)}…，原签署已失效`);

  await signIn(client, people.reviewer);
  seen = answered(await client.openIssue({ id }));
  const corrected = seen.document.articles[3];
  if (!corrected) throw new Error('the first issue has four articles');
  const { id: articleId, ...article } = corrected;
  seen = answered(
    await client.correctArticle({
      id,
      contentHash: seen.contentHash,
      articleId,
      content: replacePassage(article, '去年收了312名', '去年收了312名孩子'),
    }),
  );
  answered(await client.requestConfirmation({ id, contentHash: seen.contentHash, opinion: '第4篇补一个词' }));
  report('审核修改', '第4篇改一处，送责任编辑确认');
  await signIn(client, people.editor);
  answered(await client.confirmCorrection({ id, contentHash: seen.contentHash }));
  report('确认修改', '责任编辑重新签署');
  return release(client, id, people, report);
}

async function makeSecondIssue(
  client: OfficeClient,
  publicationId: string,
  people: People,
  report: Report,
): Promise<DemoIssue> {
  await signIn(client, people.editor);
  const { name, bytes } = readSampleFile('second-issue.txt');
  const { issue, report: notes } = answered(await client.createIssueFromFile({ publicationId, fileName: name, bytes }));
  report('整期读入', `${name}：${issue.document.articles.length}篇，读入提示${notes.length}处`);
  const { id } = issue.summary;
  answered(await client.submitIssue({ id, contentHash: issue.contentHash }));
  report('送审', `责任编辑签署，内容摘要${issue.contentHash.slice(0, 16)}…`);
  return release(client, id, people, report);
}

/** 收稿, 选用, 编辑, 定稿; the articles in the order they are to print. */
async function takeIn(client: OfficeClient, report: Report): Promise<readonly string[]> {
  const articleOfUnit = new Map<string, string>();
  for (const { name, bytes } of readSampleManuscripts()) {
    const received = answered(await client.receiveManuscript({ fileName: name, bytes, author: '通讯员' }));
    const { manuscript, report: notes } = received;
    report('收稿', `${manuscript.number}《${manuscript.title}》，读入提示${notes.length}处`);
    const { articleId } = answered(await client.decideManuscript({ id: manuscript.id, decision: 'selected' }));
    if (articleId === undefined) throw new Error('a selected manuscript has an article');
    articleOfUnit.set(received.article.source?.unit ?? '', articleId);
  }
  const ids: string[] = [];
  for (const [unit, edit] of Object.entries(firstEdits)) {
    const id = articleOfUnit.get(unit);
    if (id === undefined) throw new Error(`the sample has no manuscript of ${unit}`);
    await editArticle(client, id, edit);
    ids.push(id);
  }
  report('选用、编辑、定稿', `${ids.length}篇`);
  return ids;
}

/** What the editor does to each article, in the order they print. */
const firstEdits: Readonly<Record<string, (article: ArticleContent) => ArticleContent>> = {
  云溪市总工会: (article) => ({
    ...dropParagraph(article, '下一步，'),
    title: ['建在路边 暖在心里', '云溪市总工会以“四个一线”办好', '户外劳动者驿站'],
  }),
  安澜市总工会: (article) => article,
  禾川县总工会: (article) => ({ ...article, title: ['禾川县总工会三项举措', '推动劳动争议化解在厂区'] }),
  安澜市临湖区总工会: (article) => article,
};

/** Opens the article again where it was final, changes it, and makes it final. */
async function editArticle(
  client: OfficeClient,
  id: string,
  edit: (article: ArticleContent) => ArticleContent,
): Promise<void> {
  const { summary, content } = answered(await client.readArticle({ id }));
  if (summary.state === 'final') answered(await client.reopenArticle({ id }));
  const saved = answered(await client.saveArticle({ id, baseVersion: summary.version, content: edit(content) }));
  answered(await client.finalizeArticle({ id, baseVersion: saved.version }));
}

async function saveIssue(client: OfficeClient, issue: Issue, articleIds: readonly string[]): Promise<Issue> {
  const { column, marking, reportTo, copyTo, sendTo, copies } = issue.document;
  // The committees above the source units are reported to as well.
  const units = answered(await client.listUnits({}));
  const sources = ['云溪市总工会', '安澜市总工会', '禾川县总工会', '安澜市临湖区总工会'];
  const committees = sources.map((source) => units.find(({ signature }) => signature === source)?.parentCommittee);
  return answered(
    await client.saveIssue({
      id: issue.summary.id,
      baseContentHash: issue.contentHash,
      ...(column === undefined ? {} : { column }),
      marking,
      articleIds: [...articleIds],
      reportTo: [...reportTo, `${committees.join('、')}分管领导`],
      copyTo,
      sendTo,
      ...(copies === undefined ? {} : { copies }),
    }),
  );
}

/** 审核通过, 签发, 印发, 归档, 导出. */
async function release(client: OfficeClient, id: string, people: People, report: Report): Promise<DemoIssue> {
  await signIn(client, people.reviewer);
  const { contentHash } = answered(await client.openIssue({ id }));
  answered(await client.passIssue({ id, contentHash, opinion: '同意' }));
  report('审核通过', '审核人签署，意见：同意');

  await signIn(client, people.signer);
  answered(await client.openIssue({ id }));
  const prepared = answered(await client.prepareRelease({ id, contentHash, opinion: '同意印发' }));
  report('付印样', `${prepared.pages}页，${prepared.pdf.length}字节，全刊摘要${prepared.issueHash.slice(0, 16)}…`);
  const { issueHash } = prepared;
  const { summary } = answered(await client.releaseIssue({ id, issueHash, password: passwordOf(people.signer) }));
  const { numberText = '', publicationName } = summary;
  report('签发', `${publicationName}${numberText}，${prepared.date}`);

  await signIn(client, people.editor);
  const { document } = prepared;
  answered(await client.registerPrinting({ id, copies: document.copies ?? 1 }));
  answered(await client.archiveIssue({ id }));
  const { item } = answered(await client.readRecord({ issueId: id }));
  report('印发、归档', `印${document.copies ?? 1}份，档号${item?.recordNumber ?? ''}，四性检测通过`);
  const files = answered(await client.exportIssue({ id }));
  report('导出', files.map(({ name, bytes }) => `${name} ${bytes.length}`).join('，'));
  return { issueId: id, publicationName, numberText, files };
}

async function showArchive(client: OfficeClient, people: People, report: Report): Promise<void> {
  for (const text of ['驿站', '调度单', '渠', '2340名']) {
    const { hits, total } = answered(await client.searchIssues({ text }));
    const [best] = hits;
    report(
      '检索',
      `“${text}”${total}处${best ? `：${best.numberText}《${best.title}》…${markedWords(best.snippet)}…` : ''}`,
    );
  }
  const verdicts = answered(await client.verifyArchive({}));
  const faults = verdicts.flatMap((verdict) => verdict.faults);
  if (faults.length > 0) throw new Error(`the archive does not verify: ${JSON.stringify(faults)}`);
  const signatures = verdicts.reduce((sum, verdict) => sum + verdict.signatures.length, 0);
  report('校验档案', `${verdicts.length}期、${signatures}个签名，全部相符`);
  await signIn(client, people.signer);
  const { register, content } = answered(await client.verifyAudit({}));
  if (register.broken !== undefined || content.broken !== undefined) throw new Error('an audit chain is broken');
  report('校验审计', `登记${register.rows}条、稿件${content.rows}条，首尾相接`);
  answered(await client.signOut({}));
}

/** The first hit of a snippet in 【】 with a few words around it. */
function markedWords(snippet: CommandOutput<'searchIssues'>['hits'][number]['snippet']): string {
  const first = snippet.findIndex(({ hit }) => hit);
  const before = snippet[first - 1]?.text.slice(-12) ?? '';
  const after = snippet[first + 1]?.text.slice(0, 12) ?? '';
  return `${before}【${snippet[first]?.text ?? ''}】${after}`.replace(/\s+/g, '');
}

async function signIn(client: OfficeClient, personId: string): Promise<void> {
  const { alerts } = answered(await client.signIn({ personId, password: passwordOf(personId) }));
  if (alerts.length > 0) throw new Error(alerts.join('\n'));
}

function passwordOf(personId: string): string {
  const password = samplePasswords[personId];
  if (password === undefined) throw new Error(`the sample has no password for ${personId}`);
  return password;
}
