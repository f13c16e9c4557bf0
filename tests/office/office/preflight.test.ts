import { expect, onTestFinished, test, vi } from 'vitest';
import {
  articleContent,
  draftIssue,
  finalArticle,
  foundedOffice,
  issueOf,
  passwordOf,
  printOnce,
  publicationOf,
  settings,
  signIn,
  value,
} from './foundedOffice.ts';

/** Without what hangs on the fonts of the machine, which has a test of its own. */
async function rulesOf(office: Awaited<ReturnType<typeof foundedOffice>>['office'], id: string) {
  return value(await office.client.preflightIssue({ id }))
    .filter(({ rule }) => rule !== 'fontSubstituted')
    .map(({ level, rule }) => `${level} ${rule}`);
}

test('what is asked at 送审 is on record, what stops it refuses', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  await publicationOf(office);
  const { source: _source, ...bare } = articleContent('渡口夜里亮灯');
  const article = value(await client.createArticle({ content: { ...bare, source: null }, images: {} }));
  value(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
  const issue = await issueOf(office, [article.id]);
  const { id } = issue.summary;
  expect(await rulesOf(office, id)).toEqual(['ask source']);
  value(await client.submitIssue({ id, contentHash: issue.contentHash }));
  await signIn(office, 'shenjun');
  const rows = value(await client.listAudit({ chain: 'content' }));
  const [despite] = rows.filter(({ action }) => action === 'submitDespite');
  expect(despite).toMatchObject({ subject: id, details: { rules: ['source'] } });
});

test('comments, unfinished articles and pages are part of the check as they come and go', async () => {
  const { office } = await foundedOffice({ print: printOnce });
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  expect(await rulesOf(office, id)).toEqual([]);
  const commented = value(await client.addComment({ id, text: '请补数目' }));
  value(await client.reopenArticle({ id: article.id }));
  expect(await rulesOf(office, id)).toEqual(['stop notFinal', 'ask comments']);
  const [comment] = commented.comments;
  value(await client.resolveComment({ id, commentId: comment?.id ?? '', isResolved: true }));
  value(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
  expect(await rulesOf(office, id)).toEqual([]);
  value(await client.previewIssue({ id }));
  expect(await rulesOf(office, id)).toEqual(['tell footParity', 'tell pagesOfFour']);
});

test('characters that are missing at one place make one line of the check', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  await publicationOf(office);
  const written = articleContent('渡口夜里亮灯');
  const body = ['渡口在𪚥𪚥村与ᠠᠪ村。', 'ᠠᠪ村有灯。'].map((text) => ({
    role: 'paragraph' as const,
    inlines: [{ text }],
  }));
  const article = value(await client.createArticle({ content: { ...written, body }, images: {} }));
  value(await client.finalizeArticle({ id: article.id, baseVersion: article.version }));
  const issue = await issueOf(office, [article.id]);
  const missing = value(await client.preflightIssue({ id: issue.summary.id })).filter(
    ({ rule }) => rule === 'missingCharacter',
  );
  expect(missing).toMatchObject([
    { message: expect.stringMatching(/^“𪚥”（U\+2A6A5）在仿宋（.+）中没有，见第1篇第1段。$/) },
    { message: expect.stringMatching(/^“ᠠ”“ᠪ”在仿宋（.+）中没有，见第1篇第1段、第1篇第2段。$/) },
  ]);
  expect(missing.map(({ place }) => place)).toEqual(
    [0, 0].map((block) => ({ part: 'article', articleId: article.id, block })),
  );
});

test('报 that does not follow the articles is asked about, and units without a committee are named', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  value(await client.savePublication({ name: '澜溪信息', settings: { ...settings, reportToCommittees: {} } }));
  const article = await finalArticle(office);
  const issue = await issueOf(office, [article.id]);
  const { id } = issue.summary;
  expect(await rulesOf(office, id)).toEqual(['tell unknownUnits']);
  const unit = { name: '澜溪县办公室', signature: '澜溪县办公室', aliases: [], parentCommittee: '澜溪县委' };
  value(await client.saveUnit(unit));
  expect(await rulesOf(office, id)).toEqual(['ask reportTo']);
});

test('增刊 counts by itself and has no running number', async () => {
  const { office } = await foundedOffice({ print: printOnce });
  const { client } = office;
  const numbers: unknown[] = [];
  for (const series of ['supplement', 'regular', 'supplement'] as const) {
    await signIn(office, 'wenhe');
    const publication = await publicationOf(office);
    const article = await finalArticle(office);
    const { summary, contentHash, document } = value(
      await client.createIssue({ publicationId: publication.id, series }),
    );
    const { marking, reportTo, copyTo, sendTo } = document;
    const fields = { marking, reportTo, copyTo, sendTo, articleIds: [article.id] };
    const made = value(await client.saveIssue({ id: summary.id, baseContentHash: contentHash, ...fields }));
    const step = { id: summary.id, contentHash: made.contentHash };
    value(await client.submitIssue(step));
    await signIn(office, 'qiaoyi');
    value(await client.passIssue(step));
    await signIn(office, 'shenjun');
    const { issueHash } = value(await client.prepareRelease(step));
    const released = value(await client.releaseIssue({ id: summary.id, issueHash, password: passwordOf('shenjun') }));
    numbers.push([released.summary.numberText, released.document.number?.running]);
  }
  const year = new Date().getFullYear();
  expect(numbers).toEqual([
    [`${year}年增刊第1期`, undefined],
    [`${year}年第5期（总第128期）`, 128],
    [`${year}年增刊第2期`, undefined],
  ]);
});

test('fonts that stand in for others are told with the reason, and not where only those that ship were asked for', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { issue } = await draftIssue(office);
  // A folder without a font in it.
  vi.stubEnv('NEIKAN_FONTS', directory);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const [publication] = value(await client.listPublications({}));
  if (!publication) throw new Error('no publication');
  const told = async (fonts: Partial<typeof publication.settings.layout.fonts>) => {
    const layout = { ...publication.settings.layout, fonts: { ...publication.settings.layout.fonts, ...fonts } };
    value(await client.savePublication({ ...publication, settings: { ...publication.settings, layout } }));
    const findings = value(await client.preflightIssue({ id: issue.summary.id }));
    return findings.filter(({ rule }) => rule === 'fontSubstituted').map(({ level, message }) => `${level} ${message}`);
  };
  expect(await told({ source: 'installedFirst' })).toEqual([
    'tell 小标宋、仿宋、黑体、宋体用随程序提供的字体印，本机没有可用的公文字体。',
  ]);
  const [wanted] = await told({ source: 'installedFirst', families: { body: '云溪仿宋' } });
  expect(wanted).toContain('云溪仿宋本机没有安装');
  expect(await told({ source: 'shippedOnly' })).toEqual([]);
});
