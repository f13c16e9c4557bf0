import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { type SignedConsent, signConsent, verifyConsent } from '#shared/marking/markingConsent.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { approveMarkings } from './approveMarkings.ts';
import { code, draftIssue, foundedOffice, passwordOf, signIn, signInFirst, testClock, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

type Decision = CommandInput<'recordMarking'>['decision'];

const decision: Decision = {
  kind: '秘密',
  term: '10年',
  ground: '《保密事项范围》第三条',
  approverId: 'shenjun',
  scope: '县委领导',
  decidedOn: '2024-06-03',
};

const now = () => new Date('2024-06-10T02:00:00Z');

/** A PNG of one white point. */
const scan = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64'),
);

/** A draft with 秘密★10年 printed and recorded, of which the issue is the subject. */
async function marked(office: Office, given: Decision = decision) {
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  const subject = { kind: 'issue' as const, id };
  value(await client.recordMarking({ subject, decision: given }));
  const { document, contentHash } = value(await client.readIssue({ id }));
  const { reportTo, copyTo, sendTo } = document;
  const make = { id, baseContentHash: contentHash, reportTo, copyTo, sendTo, articleIds: [article.id] };
  value(await client.saveIssue({ ...make, marking: ['秘密★10年'] }));
  return { id, subject, article };
}

/** 送审 and 审核; the hash that stands before 签发. */
async function passed(office: Office, id: string): Promise<string> {
  const { client } = office;
  await signIn(office, 'wenhe');
  const { contentHash } = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash }));
  return contentHash;
}

async function refusal(answer: Promise<{ readonly ok: boolean; readonly message?: string }>): Promise<string> {
  const given = await answer;
  return given.ok ? 'ok' : (given.message ?? '');
}

test('whoever is named as approver has it on the desk, reads what is marked, and signs; only then is the issue signed', async () => {
  const clock = testClock('2024-06-10T02:00:00Z');
  const { office, directory } = await foundedOffice(clock);
  const { client } = office;
  const { id, subject } = await marked(office);
  expect(value(await client.listMarkings(subject)).at(-1)).toMatchObject({ waitsFor: '沈钧' });
  const told = value(await client.preflightIssue({ id })).filter(({ rule }) => rule === 'markingApproval');
  expect(told).toMatchObject([{ level: 'tell', message: expect.stringContaining('等沈钧批准') }]);
  const contentHash = await passed(office, id);
  expect(value(await client.listMarkingsAwaited({}))).toEqual([]);
  await signIn(office, 'shenjun');
  expect(await refusal(client.prepareRelease({ id, contentHash }))).toContain('等沈钧批准');

  const [awaited] = value(await client.listMarkingsAwaited({}));
  expect(awaited).toMatchObject({ subject, title: '澜溪信息：澜溪县开设村口服务点', decision: { kind: '秘密' } });
  const record = awaited?.record ?? 0;
  const { text, articles } = value(await client.readMarkingAwaited({ record }));
  expect(articles).toEqual([
    {
      title: '澜溪县开设村口服务点',
      lines: ['澜溪县开设村口服务点', '今年以来，澜溪县把便民服务做到村口。', '（澜溪县办公室）'],
    },
  ]);
  const answer = { record, text, isApproved: true, password: passwordOf('shenjun') };
  expect(code(await client.answerMarking({ ...answer, text: 'a'.repeat(64) }))).toBe('conflict');
  expect(code(await client.answerMarking({ ...answer, isApproved: false }))).toBe('reasonMissing');
  expect(code(await client.answerMarking({ ...answer, password: '不是这个口令的' }))).toBe('wrongPassword');
  clock.pass(5);
  expect(value(await client.answerMarking(answer))).toEqual([]);
  expect(code(await client.answerMarking(answer))).toBe('notFound');
  expect(value(await client.listMarkings(subject)).at(-1)).toMatchObject({
    answer: { outcome: 'approved', personName: '沈钧', isTextChanged: false },
  });

  const { content } = await openBases(directory, 'shenjun');
  const stored = content.prepare('SELECT statement FROM marking_consents').pluck().get() as string;
  const statement = JSON.parse(stored) as SignedConsent;
  expect(verifyConsent(statement)).toBe(true);
  expect(verifyConsent({ ...statement, decision: { ...statement.decision, scope: '不限' } })).toBe(false);
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
  const actions = value(await client.listAudit({ chain: 'content', limit: 200 })).map(({ action }) => action);
  for (const action of ['recordMarking', 'readMarkingAwaited', 'approveMarking']) expect(actions).toContain(action);
});

test('a record that is refused is told of with its reason and has to be made anew; a new one voids the approval', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { id, subject } = await marked(office);
  const answered = async (isApproved: boolean, reason = '') => {
    await signIn(office, 'shenjun');
    const [{ record } = { record: 0 }] = value(await client.listMarkingsAwaited({}));
    const { text } = value(await client.readMarkingAwaited({ record }));
    value(await client.answerMarking({ record, text, isApproved, reason, password: passwordOf('shenjun') }));
    await signIn(office, 'wenhe');
  };
  await answered(false, '依据不足');
  const { contentHash } = value(await client.readIssue({ id }));
  expect(await refusal(client.submitIssue({ id, contentHash }))).toContain('没有批准，沈钧的意见：依据不足');
  value(await client.recordMarking({ subject, decision }));
  await answered(true);
  value(await client.recordMarking({ subject, decision: { ...decision, scope: '县委、县政府领导' } }));
  const records = value(await client.listMarkings(subject));
  expect(records.map(({ answer }) => answer?.outcome)).toEqual(['refused', 'approved', undefined]);
  expect(records.at(-1)?.waitsFor).toBe('沈钧');
  const hash = await passed(office, id);
  await signIn(office, 'shenjun');
  const [last] = value(await client.listAudit({ chain: 'content', actions: ['recordMarking'], limit: 1 }));
  expect(last?.details).toMatchObject({ voids: records[1]?.number });
  expect(await refusal(client.prepareRelease({ id, contentHash: hash }))).toContain('等沈钧批准');
  await approveMarkings(office, 'shenjun');
  value(await client.prepareRelease({ id, contentHash: hash }));
});

test('a mark of an article needs its approval as that of the issue does, and text that changed since is told of', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { id, article, subject } = await marked(office);
  const of = { kind: 'article' as const, id: article.id };
  value(await client.recordMarking({ subject: of, decision: { ...decision, approverId: 'qiaoyi' } }));
  await signIn(office, 'shenjun');
  expect(await approveMarkings(office, 'shenjun')).toBe(1);
  const contentHash = await passed(office, id);
  await signIn(office, 'shenjun');
  expect(await refusal(client.prepareRelease({ id, contentHash }))).toContain('等乔一批准');
  await signIn(office, 'qiaoyi');
  expect(await approveMarkings(office, 'qiaoyi')).toBe(1);
  await signIn(office, 'shenjun');
  value(await client.prepareRelease({ id, contentHash }));
  expect(value(await client.listMarkings(subject)).at(-1)?.answer?.isTextChanged).toBe(false);
  value(await client.returnIssue({ id, reason: '补一段' }));
  await signIn(office, 'wenhe');
  const { document, contentHash: baseContentHash } = value(await client.readIssue({ id }));
  const { reportTo, copyTo, marking } = document;
  const make = { id, baseContentHash, marking, reportTo, copyTo, articleIds: [article.id] };
  value(await client.saveIssue({ ...make, sendTo: ['各乡镇', '各街道'] }));
  expect(value(await client.listMarkings(subject)).at(-1)?.answer?.isTextChanged).toBe(true);
});

test('an approver who has gone or lost the role holds nothing up unsaid', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  await signIn(office, 'wenhe');
  const given = { id: 'xinren', name: '辛仁', roles: ['signer' as const], password: '新来的人自己定口令' };
  value(await client.admitPerson(given));
  const { id } = await marked(office, { ...decision, approverId: 'xinren' });
  await signIn(office, 'qiaoyi');
  value(await client.setRoles({ personId: 'xinren', roles: ['archivist'] }));
  await signInFirst(office, given);
  const [{ record } = { record: 0 }] = value(await client.listMarkingsAwaited({}));
  const { text } = value(await client.readMarkingAwaited({ record }));
  const answer = { record, text, isApproved: true, password: `${given.password}甲` };
  expect(code(await client.answerMarking(answer))).toBe('forbidden');
  await signIn(office, 'wenhe');
  const { contentHash } = value(await client.readIssue({ id }));
  expect(await refusal(client.submitIssue({ id, contentHash }))).toContain('审批人辛仁已不能批准');
});

test('an approval on paper has its scan, who recorded it and who compared it, and says so wherever it is named', async () => {
  const clock = testClock('2024-06-10T02:00:00Z');
  const { office } = await foundedOffice(clock);
  const { client } = office;
  const { approverId: _none, ...plain } = decision;
  const password = passwordOf('wenhe');
  const paper = { approverName: '何局长', signedOn: '2024-06-04', confirmerId: 'qiaoyi', scan, password };
  await signIn(office, 'wenhe');
  const { issue } = await draftIssue(office);
  const subject = { kind: 'issue' as const, id: issue.summary.id };
  const wrong = async (part: Partial<typeof paper>) =>
    code(await client.recordMarking({ subject, decision: { ...plain, paper: { ...paper, ...part } } }));
  expect(await wrong({ confirmerId: 'wenhe' })).toBe('samePerson');
  expect(await wrong({ confirmerId: 'nobody' })).toBe('notFound');
  expect(await wrong({ signedOn: '2024-06-11' })).toBe('incomplete');
  expect(await wrong({ approverName: '闻禾' })).toBe('samePerson');
  expect(await wrong({ approverName: '乔　一' })).toBe('samePerson');
  expect(await wrong({ approverName: '沈钧' })).toBe('illegalState');
  expect(await wrong({ password: '不是这个口令的' })).toBe('wrongPassword');
  clock.pass(5);
  expect(await wrong({ scan: new TextEncoder().encode('不是图片') })).toBe('unreadableFile');
  expect(code(await client.recordMarking({ subject, decision: plain }))).toBe('malformed');
  expect(code(await client.recordMarking({ subject, decision: { ...decision, paper } }))).toBe('malformed');
  value(await client.discardIssue({ id: issue.summary.id }));

  const { id } = await marked(office, { ...plain, paper });
  const contentHash = await passed(office, id);
  await signIn(office, 'shenjun');
  expect(await refusal(client.prepareRelease({ id, contentHash }))).toContain('等乔一核对纸质审批');
  await signIn(office, 'qiaoyi');
  const [{ record } = { record: 0 }] = value(await client.listMarkingsAwaited({}));
  const read = value(await client.readMarkingAwaited({ record }));
  expect(read.scan?.mime).toBe('image/png');
  expect(read.scan?.bytes).toEqual(scan);
  expect(await approveMarkings(office, 'qiaoyi')).toBe(1);
  await signIn(office, 'shenjun');
  const { document, issueHash } = value(await client.prepareRelease({ id, contentHash }));
  expect(document.markingDecision).toMatchObject({
    approver: '何局长',
    paper: { recorder: '闻禾', confirmer: '乔一', signedOn: '2024-06-04', scan: read.scan?.sm3 },
  });
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
});

test('with the office bypassed the base takes no answer of another, of the proposer, of an old record, or a second one', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { id, subject } = await marked(office);
  const { content } = await openBases(directory, 'shenjun');
  const live = () =>
    content.prepare('SELECT number, decision FROM live_markings').get() as { number: number; decision: string };
  const old = live();
  value(await client.recordMarking({ subject, decision }));
  const { number, decision: stored } = live();
  const { publicKey, privateKey } = await openKeyring(dataFiles(directory).keyring, 'wenhe', passwordOf('wenhe'));
  const text = 'a'.repeat(64);
  const words = {
    as: 'approver' as const,
    outcome: 'approved' as const,
    person: '沈钧',
    publicKey,
    at: now().toISOString(),
    subject: 'issue' as const,
    subjectId: id,
    decision: JSON.parse(stored),
    text,
    proposal: text,
  };
  const insert = content.prepare(
    'INSERT OR REPLACE INTO marking_consents (record, outcome, person, reason, text, statement, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const put = (record: number, person: string, part: Partial<typeof words> = {}) =>
    insert.run(
      record,
      'approved',
      person,
      '',
      text,
      canonicalJson(signConsent({ ...words, ...part }, privateKey)),
      words.at,
    );
  for (const [record, person, part] of [
    [number, 'qiaoyi', {}],
    [number, 'wenhe', {}],
    [old.number, 'shenjun', {}],
    [number, 'shenjun', { as: 'confirmer' }],
    [number, 'shenjun', { outcome: 'refused' }],
    [number, 'shenjun', { subjectId: 'another' }],
    [number, 'shenjun', { decision: { ...words.decision, scope: '不限' } }],
  ] as const) {
    expect(() => put(record, person, part as Partial<typeof words>), `${person} ${JSON.stringify(part)}`).toThrow(
      'answered once',
    );
  }
  const release = `INSERT INTO issue_steps (issue_id, step, from_state, action, to_state, person, at, content_hash, from_station,
    to_station, role) SELECT id, step + 1, state, 'release', 'released', 'shenjun', '2024-06-10', content_hash, 0, 1, 'signer'
    FROM issues WHERE id = ?`;
  expect(() =>
    content.transaction(() => {
      const others = content
        .prepare(
          "SELECT name FROM sqlite_schema WHERE tbl_name = 'issue_steps' AND type = 'trigger' AND name <> 'issue_steps_marking_approved'",
        )
        .pluck()
        .all() as readonly string[];
      for (const name of others) content.exec(`DROP TRIGGER ${name}`);
      content.prepare(release).run(id);
    })(),
  ).toThrow('a marking is approved before the issue is signed');
});

test('an answer that the named person has not signed lets nothing be signed', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { id } = await marked(office);
  const contentHash = await passed(office, id);
  const { content } = await openBases(directory, 'shenjun');
  const {
    number,
    decision: stored,
    statement: proposed,
  } = content.prepare('SELECT number, decision, statement FROM live_markings').get() as {
    number: number;
    decision: string;
    statement: string;
  };
  const { publicKey, privateKey } = await openKeyring(dataFiles(directory).keyring, 'qiaoyi', passwordOf('qiaoyi'));
  const statement = signConsent(
    {
      as: 'approver',
      outcome: 'approved',
      person: '沈钧',
      publicKey,
      at: now().toISOString(),
      subject: 'issue',
      subjectId: id,
      decision: JSON.parse(stored),
      text: contentHash,
      proposal: sm3(new TextEncoder().encode(proposed)),
    },
    privateKey,
  );
  content
    .prepare(
      "INSERT INTO marking_consents (record, outcome, person, reason, text, statement, at) VALUES (?, 'approved', 'shenjun', '', ?, ?, ?)",
    )
    .run(number, contentHash, canonicalJson(statement), statement.at);
  await signIn(office, 'shenjun');
  expect(await refusal(client.prepareRelease({ id, contentHash }))).toContain('审批与签名不符');
  expect(() => content.exec('DELETE FROM marking_consents')).toThrow('stays as it was given');
  expect(() => content.exec("UPDATE marking_consents SET reason = 'x'")).toThrow('stays as it was given');
});

test('an article that came marked goes out only with its unit’s consent, to these marks and these recipients', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { id, article, subject } = await marked(office);
  const articleId = article.id;
  const consent = { articleId, giver: '张主任', givenOn: '2024-06-05', means: 'phone' as const, reference: '田野接听' };
  expect(code(await client.recordOriginatorConsent(consent))).toBe('illegalState');
  const originator = '临湖区总工会';
  expect(code(await client.recordMarking({ subject, decision: { ...decision, originator } }))).toBe('illegalState');
  value(
    await client.recordMarking({ subject: { kind: 'article', id: articleId }, decision: { ...decision, originator } }),
  );
  const told = value(await client.preflightIssue({ id })).filter(({ rule }) => rule === 'originatorConsent');
  expect(told).toMatchObject([{ level: 'tell', message: expect.stringContaining('由临湖区总工会确定') }]);
  const contentHash = await passed(office, id);
  await signIn(office, 'shenjun');
  await approveMarkings(office, 'shenjun');
  expect(await refusal(client.prepareRelease({ id, contentHash }))).toContain('要有该单位的同意，还没有登记');
  const { content } = await openBases(directory, 'shenjun');
  expect(() =>
    content.transaction(() => {
      const others = content
        .prepare(
          "SELECT name FROM sqlite_schema WHERE tbl_name = 'issue_steps' AND type = 'trigger' AND name <> 'issue_steps_originators'",
        )
        .pluck()
        .all() as readonly string[];
      for (const name of others) content.exec(`DROP TRIGGER ${name}`);
      content.exec(`INSERT INTO issue_steps (issue_id, step, from_state, action, to_state, person, at, content_hash, from_station,
        to_station, role) SELECT id, step + 1, state, 'release', 'released', 'shenjun', '2024-06-10', content_hash, 0, 1, 'signer'
        FROM issues`);
    })(),
  ).toThrow('the unit whose mark it is consents');

  await signIn(office, 'wenhe');
  expect(code(await client.recordOriginatorConsent({ ...consent, givenOn: '2024-06-11' }))).toBe('incomplete');
  expect(value(await client.recordOriginatorConsent({ ...consent, scan }))).toMatchObject({
    originator,
    mayCorrect: false,
    consents: [{ giver: '张主任', means: 'phone', hasScan: true, recipients: ['县委、县政府领导', '各乡镇'] }],
  });
  await signIn(office, 'shenjun');
  value(await client.prepareRelease({ id, contentHash }));
  // Wider than the unit has agreed to, or lower: it is asked again.
  value(await client.returnIssue({ id, reason: '扩大范围' }));
  await signIn(office, 'wenhe');
  const { document, contentHash: baseContentHash } = value(await client.readIssue({ id }));
  const { reportTo, copyTo, marking } = document;
  const make = { id, baseContentHash, marking, reportTo, copyTo, articleIds: [articleId] };
  value(await client.saveIssue({ ...make, sendTo: ['各乡镇', '各街道'] }));
  const messages = async () =>
    value(await client.preflightIssue({ id }))
      .filter(({ rule }) => rule === 'originatorConsent')
      .map(({ message }) => message);
  expect(await messages()).toEqual([expect.stringContaining('超出该单位同意的范围：各街道')]);
  value(await client.recordOriginatorConsent({ ...consent, means: 'document', reference: '临工函〔2024〕5号' }));
  expect(await messages()).toEqual([]);
  const of = { kind: 'article' as const, id: articleId };
  value(await client.withdrawMarking({ subject: of, approverId: 'shenjun', reason: '该单位已解密' }));
  await signIn(office, 'shenjun');
  await approveMarkings(office, 'shenjun');
  await signIn(office, 'wenhe');
  expect(await messages()).toEqual([expect.stringContaining('低于该单位同意的')]);
  expect(() => content.exec('DELETE FROM originator_consents')).toThrow('stays as it was recorded');
  expect(() => content.exec("UPDATE originator_consents SET giver = 'x'")).toThrow('stays as it was recorded');
});

test('a consent is recorded once the issue bears its mark: before, it would be one to no mark at all', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  const of = { kind: 'article' as const, id: article.id };
  value(await client.recordMarking({ subject: of, decision: { ...decision, originator: '临湖区总工会' } }));
  const consent = {
    articleId: article.id,
    giver: '张主任',
    givenOn: '2024-06-05',
    means: 'phone' as const,
    reference: '田野接听',
  };
  expect(await refusal(client.recordOriginatorConsent(consent))).toContain('请先登记本期的标识');
  const whole = { kind: 'issue' as const, id };
  value(await client.recordMarking({ subject: whole, decision: { ...decision, term: '5年' } }));
  expect(await refusal(client.recordOriginatorConsent(consent))).toContain('请先登记本期的标识');
  value(await client.recordMarking({ subject: whole, decision }));
  value(await client.recordOriginatorConsent(consent));
});

/** A draft with 秘密★10年, of which the article came with its mark from a unit that has consented to it. */
async function consented(office: Office) {
  const { client } = office;
  const { id, article, subject } = await marked(office);
  const of = { kind: 'article' as const, id: article.id };
  value(await client.recordMarking({ subject: of, decision: { ...decision, originator: '临湖区总工会' } }));
  const consent = {
    articleId: article.id,
    giver: '张主任',
    givenOn: '2024-06-05',
    means: 'phone' as const,
    reference: '田野接听',
  };
  value(await client.recordOriginatorConsent(consent));
  return { id, article, subject, of, consent };
}

test('after the mark of an article is taken back the unit is still known, and consents anew', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { id, of, consent } = await consented(office);
  value(await client.withdrawMarking({ subject: of }));
  const standing = value(await client.listOriginatorConsents({ articleId: of.id }));
  expect(standing).toMatchObject({ originator: '临湖区总工会', consents: [{ giver: '张主任', isTextChanged: false }] });
  const stops = async () =>
    value(await client.preflightIssue({ id })).filter(({ rule }) => rule === 'originatorConsent').length;
  expect(await stops()).toBe(1);
  value(await client.recordOriginatorConsent(consent));
  expect(await stops()).toBe(0);
});

test('the newest consent counts, is to the words of its time and for its issue, and the slip prints it', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { id, of, consent } = await consented(office);
  value(await client.recordOriginatorConsent({ ...consent, giver: '李主任', givenOn: '2024-06-06' }));
  const notes = async () => value(await client.listMarkingNotes({ id })).map(({ text }) => text);
  expect(await notes()).toEqual([
    '稿件“澜溪县开设村口服务点”的标识“秘密★10年”，原定密单位：临湖区总工会，李主任2024年6月6日同意（电话：田野接听）',
  ]);
  const { content } = await openBases(directory, 'wenhe');
  const insert = `INSERT INTO originator_consents (origin, article_id, giver, given_on, means, reference, rank, ends_on,
      recipients, recorder, at, issue_id, text)
    SELECT origin, article_id, giver, given_on, means, reference, rank, ends_on, recipients, recorder, at, @issue, @text
    FROM originator_consents LIMIT 1`;
  const text = 'a'.repeat(64);
  for (const wrong of [
    { issue: id, text: null },
    { issue: null, text },
    { issue: 'another', text },
  ]) {
    expect(() => content.prepare(insert).run(wrong)).toThrow('a unit consents to an article in an issue with its mark');
  }
  content.prepare(insert).run({ issue: id, text });
  expect(
    value(await client.listOriginatorConsents({ articleId: of.id })).consents.map((one) => one.isTextChanged),
  ).toEqual([false, false, true]);
  expect(await notes()).toEqual([
    expect.stringMatching(/张主任2024年6月5日同意（电话：田野接听），此后稿件内容有改动$/),
  ]);
});

test('a unit that was put down by mistake is corrected by another person with a reason, which the signer reads', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { id, of } = await consented(office);
  const correction = { articleId: of.id, reason: '登记时选错了稿件' };
  expect(code(await client.correctOriginator(correction))).toBe('forbidden');
  const { content } = await openBases(directory, 'wenhe');
  const insert = (person: string) =>
    content.exec(
      `INSERT INTO originator_corrections SELECT number, '错', '${person}', '2024-06-10' FROM originator_marks`,
    );
  expect(() => insert('wenhe')).toThrow('another person corrects');
  await signIn(office, 'qiaoyi');
  expect(value(await client.listOriginatorConsents({ articleId: of.id })).mayCorrect).toBe(true);
  const standing = value(await client.correctOriginator(correction));
  expect(standing.originator).toBeUndefined();
  expect(standing).toMatchObject({ correction: { originator: '临湖区总工会', personName: '乔一' }, consents: [] });
  expect(code(await client.correctOriginator(correction))).toBe('illegalState');
  expect(() => content.exec('DELETE FROM originator_corrections')).toThrow('stays as it was made');
  const warnings = value(await client.listMarkingNotes({ id })).filter(({ isWarning }) => isWarning);
  expect(warnings).toMatchObject([{ text: expect.stringContaining('由乔一更正，理由：登记时选错了稿件') }]);
  const found = value(await client.preflightIssue({ id }));
  expect(found.filter(({ rule }) => rule === 'originatorConsent')).toEqual([]);
  expect(found.filter(({ rule }) => rule === 'markingNote')).toMatchObject([{ level: 'tell' }]);
});

test('an approved mark that was taken back is said to its approver and to whoever signs, with whose doing it was', async () => {
  const clock = testClock('2024-06-10T02:00:00Z');
  const { office } = await foundedOffice(clock);
  const { client } = office;
  const { id, subject } = await marked(office);
  await signIn(office, 'shenjun');
  await approveMarkings(office, 'shenjun');
  await signIn(office, 'wenhe');
  expect(value(await client.listMarkingNotes({ id }))).toEqual([]);
  clock.pass(60);
  value(await client.withdrawMarking({ subject, approverId: 'qiaoyi', reason: '涉密段落已删' }));
  await signIn(office, 'qiaoyi');
  await approveMarkings(office, 'qiaoyi');
  await signIn(office, 'wenhe');
  const said = '本期曾登记为“秘密★10年”，经沈钧审批，由闻禾于';
  expect(value(await client.listMarkingNotes({ id }))).toMatchObject([
    { text: expect.stringContaining(said), isWarning: true },
  ]);
  clock.pass(60);
  const { notices } = await signIn(office, 'shenjun');
  expect(notices.filter((notice) => notice.includes('撤销'))).toHaveLength(1);
  clock.pass(60);
  const again = await signIn(office, 'shenjun');
  expect(again.notices.filter((notice) => notice.includes('撤销'))).toEqual([]);
});

test('whoever signs is told that the text changed after its mark was approved', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { id, article } = await marked(office);
  await signIn(office, 'shenjun');
  await approveMarkings(office, 'shenjun');
  await signIn(office, 'wenhe');
  const { document, contentHash: baseContentHash } = value(await client.readIssue({ id }));
  const { reportTo, copyTo, marking } = document;
  const make = { id, baseContentHash, marking, reportTo, copyTo, articleIds: [article.id] };
  value(await client.saveIssue({ ...make, sendTo: ['各乡镇', '各街道'] }));
  expect(value(await client.listMarkingNotes({ id }))).toEqual([
    { text: '本期的标识“秘密★10年”批准以后，内容有改动', isWarning: true },
  ]);
});
