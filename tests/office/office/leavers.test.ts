import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CommandInput } from '#shared/contract/contract.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { keyringPeople, withdrawContentKey } from '#store/keyring.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import {
  articleContent,
  code,
  finalArticle,
  foundedOffice,
  issueOf,
  publicationOf,
  settings,
  signIn,
  signInFirst,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const editor = { id: 'lingyi', name: '凌一', roles: ['editor'] as Role[], password: '新来的人自己定口令' };

test('in standard staffing what stands with a leaver is listed and goes to the chosen colleague in the same step', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  value(await client.admitPerson(editor));
  await signInFirst(office, editor);
  const writing = value(await client.createArticle({ content: articleContent('写了一半的稿'), images: {} }));
  const begun = await client.saveArticle({
    id: writing.id,
    baseVersion: 1,
    content: articleContent('写了一半的稿', '又写。'),
  });
  const version = value(begun).version;
  const final = await finalArticle(office, '已经定稿的稿');
  const issue = await issueOf(office, [final.id]);

  await signIn(office, 'wenhe');
  const mine = value(await client.createArticle({ content: articleContent('别人的稿'), images: {} }));
  const standing = value(await client.standingWork({ personId: editor.id }));
  expect(standing).toMatchObject({
    isSeen: true,
    items: [
      { kind: 'article', id: writing.id, title: '写了一半的稿', waitsFor: '责任编辑', isOwn: true },
      { kind: 'issue', id: issue.summary.id, title: '澜溪信息：已经定稿的稿', waitsFor: '责任编辑', isOwn: true },
    ],
    successors: [{ id: 'wenhe' }, { id: 'qiaoyi' }, { id: 'shenjun' }],
  });
  expect(code(await client.dismissPerson({ personId: editor.id }))).toBe('incomplete');
  expect(code(await client.dismissPerson({ personId: editor.id, successorId: 'nobody' }))).toBe('notFound');
  expect(code(await client.dismissPerson({ personId: editor.id, successorId: editor.id }))).toBe('notFound');
  // A reviewer edits no article.
  const wrong = await client.dismissPerson({ personId: editor.id, successorId: 'qiaoyi' });
  expect(wrong).toMatchObject({ code: 'illegalState', message: expect.stringContaining('责任编辑') });
  expect(value(await client.listPeople({})).find(({ id }) => id === editor.id)?.leftAt).toBeUndefined();

  const done = await client.dismissPerson({ personId: editor.id, successorId: 'wenhe' });
  expect(value(done)).toEqual({ isPromised: false });
  const { content, register } = await openBases(directory, 'wenhe');
  expect(content.prepare('SELECT kind, subject_id, from_person, to_person FROM handed_over').all()).toEqual([
    { kind: 'article', subject_id: writing.id, from_person: editor.id, to_person: 'wenhe' },
    { kind: 'issue', subject_id: issue.summary.id, from_person: editor.id, to_person: 'wenhe' },
  ]);
  const audited = content.prepare("SELECT person, subject FROM audit WHERE action = 'handOver'").all();
  expect(audited).toEqual([
    { person: 'wenhe', subject: writing.id },
    { person: 'wenhe', subject: issue.summary.id },
  ]);
  expect(register.prepare('SELECT action FROM audit ORDER BY sequence DESC LIMIT 2').pluck().all()).toEqual([
    'handOverDone',
    'dismissPerson',
  ]);
  // What was being written is kept as a version and open to the successor, without taking it over.
  const versions = value(await client.listArticleVersions({ id: writing.id }));
  expect(versions[0]).toMatchObject({ version, author: editor.id, sealed: true, name: '离任交接' });
  value(await client.saveArticle({ id: writing.id, baseVersion: version, content: articleContent('接着写') }));

  expect((await signIn(office, 'wenhe')).notices).toEqual(['凌一离任，手上的稿件1篇、刊期1期由您接手。']);
  expect((await signIn(office, 'wenhe')).notices).toEqual([]);
  // Handed on, they stand with whoever has them now.
  const next = { ...editor, id: 'xinren', name: '辛仁', roles: ['editor', 'systemAdministrator'] as Role[] };
  value(await client.admitPerson(next));
  await signInFirst(office, next);
  const standingWith = value(await client.standingWork({ personId: 'wenhe' })).items.map(({ id }) => id);
  expect(standingWith).toEqual([writing.id, mine.id, issue.summary.id]);
});

test('issues that wait for the leaver’s role are listed; without anybody else in the role nobody leaves', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const article = await finalArticle(office);
  const issue = await issueOf(office, [article.id]);
  value(await client.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash }));
  const { items } = value(await client.standingWork({ personId: 'qiaoyi' }));
  expect(items).toMatchObject([{ kind: 'issue', id: issue.summary.id, waitsFor: '审核', isOwn: false, heldBy: [] }]);
  await signIn(office, 'qiaoyi');
  value(await client.setRoles({ personId: 'shenjun', roles: ['signer', 'auditor'] }));
  await signIn(office, 'wenhe');
  const second = { ...editor, roles: ['securityAdministrator'] as Role[] };
  value(await client.admitPerson(second));
  expect(await client.dismissPerson({ personId: 'qiaoyi', successorId: 'shenjun' })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('审核'),
  });
  const reviewer = { ...editor, id: 'xinren', name: '辛仁', roles: ['reviewer'] as Role[] };
  value(await client.admitPerson(reviewer));
  value(await client.dismissPerson({ personId: 'qiaoyi', successorId: 'xinren' }));
  const own = await signInFirst(office, reviewer);
  const { notices } = value(await client.signIn({ personId: 'xinren', password: own }));
  // Told at the first sign-in already, under the password that another gave.
  expect(notices).toEqual([]);
  value(await client.openIssue({ id: issue.summary.id }));
  value(await client.passIssue({ id: issue.summary.id, contentHash: issue.contentHash }));
});

test('in strict staffing the administrator sees no title, and the next who can read does what was promised', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  await signIn(office, 'lubian');
  const article = value(await client.createArticle({ content: articleContent('没有写完的稿'), images: {} }));
  await signIn(office, 'xiting');
  value(await client.admitPerson(editor));
  const standing = await client.standingWork({ personId: 'lubian' });
  expect(value(standing)).toMatchObject({ isSeen: false, items: [] });
  expect(JSON.stringify(standing)).not.toContain('没有写完');
  // Admitted by somebody without the key: what would be handed over could not be opened.
  expect(value(standing).successors.map(({ id }) => id)).not.toContain(editor.id);
  expect(await client.dismissPerson({ personId: 'lubian', successorId: editor.id })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('开通阅读稿件'),
  });
  await signIn(office, 'lubian');
  value(await client.grantContentAccess({ personId: editor.id }));
  await signIn(office, 'xiting');
  expect(value(await client.dismissPerson({ personId: 'lubian', successorId: editor.id }))).toEqual({
    isPromised: true,
  });
  // An auditor who signs in cannot do it; who reads does.
  await signIn(office, 'jishen');
  const { register, content } = await openBases(directory, 'shishen');
  expect(register.prepare('SELECT done_at FROM leavers').pluck().get()).toBeNull();
  await signIn(office, 'shishen');
  expect(content.prepare('SELECT subject_id, to_person FROM handed_over').all()).toEqual([
    { subject_id: article.id, to_person: editor.id },
  ]);
  expect(register.prepare('SELECT done_at FROM leavers').pluck().get()).toEqual(expect.any(String));
  await signIn(office, 'shishen');
  expect(content.prepare('SELECT count(*) FROM handed_over').pluck().get()).toBe(1);
});

test('the bases themselves keep hand-overs: to somebody who is here, once, never changed, never removed', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  value(await client.admitPerson(editor));
  value(await client.dismissPerson({ personId: editor.id }));
  const { register, content } = await openBases(directory, 'wenhe');
  const promise = (person: string, successor: string) =>
    register.exec(`INSERT INTO leavers VALUES ('${person}', '${successor}', '[]', '2026-01-01', 'wenhe', NULL)`);
  expect(() => promise('qiaoyi', editor.id)).toThrow(/somebody who is here/);
  expect(() => promise('qiaoyi', 'qiaoyi')).toThrow('CHECK constraint failed: successor_id');
  promise('qiaoyi', 'shenjun');
  expect(() => register.exec("UPDATE leavers SET successor_id = 'wenhe'")).toThrow(/only be done/);
  register.exec("UPDATE leavers SET done_at = '2026-01-02'");
  expect(() => register.exec('UPDATE leavers SET done_at = NULL')).toThrow(/only be done/);
  expect(() => register.exec('DELETE FROM leavers')).toThrow(/on record/);
  content.exec("INSERT INTO handed_over VALUES (1, 'article', 'a1', 'qiaoyi', 'shenjun', '2026-01-01', NULL)");
  expect(() => content.exec("UPDATE handed_over SET to_person = 'wenhe'")).toThrow(/only be told/);
  content.exec("UPDATE handed_over SET told_at = '2026-01-02'");
  expect(() => content.exec("UPDATE handed_over SET told_at = '2026-01-03'")).toThrow(/only be told/);
  expect(() => content.exec('DELETE FROM handed_over')).toThrow(/on record/);
});

test.each([
  ['register', registerMigrations, 'leaverTables', 'leavers'],
  ['content', contentMigrations, 'handedOverTables', 'handed_over'],
] as const)('a %s base from before gets its table of hand-overs', (_name, migrations, step, table) => {
  const database = openDatabase(join(temporaryFolder(), 'base.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(
    database,
    migrations.slice(
      0,
      migrations.findIndex(({ up }) => String(up).includes(step)),
    ),
  );
  expect(() => database.prepare(`SELECT * FROM ${table}`)).toThrow(/no such table/);
  migrate(database, migrations);
  expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
});

test('a ticket that is not used up is listed and taken back, as nobody but the applicant can use it', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const publication = await publicationOf(office);
  const outputs = { approver: 'signer' as const, isStamped: false };
  value(
    await client.savePublication({ ...publication, settings: { ...publication.settings, outputApproval: outputs } }),
  );
  const article = await finalArticle(office);
  const issue = await issueOf(office, [article.id]);
  const issueId = issue.summary.id;
  value(await client.admitPerson({ ...editor, roles: ['archivist'] }));
  await signInFirst(office, editor);
  const ticket = value(await client.applyForOutput({ issueId, form: 'print', purpose: '送县委办', copies: 3 }));
  await signIn(office, 'wenhe');
  const { items } = value(await client.standingWork({ personId: editor.id }));
  expect(items).toMatchObject([{ kind: 'ticket', id: ticket.id, title: `${ticket.number} 送县委办`, isOwn: true }]);
  // Anybody who reads may take it over: it is applied for anew.
  value(await client.dismissPerson({ personId: editor.id, successorId: 'qiaoyi' }));
  const { content } = await openBases(directory, 'wenhe');
  expect(content.prepare('SELECT state FROM output_tickets').pluck().all()).toEqual(['withdrawn']);
  const [notice = ''] = (await signIn(office, 'qiaoyi')).notices;
  expect(notice).toMatch(/凌一离任，手上的没有用完的输出票1张/);
});

test('the last who can open the manuscripts neither leaves nor loses the role; what a cut-off change left goes at sign-in', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  const { keyring } = dataFiles(directory);
  // Only one of those who read is left with the key.
  for (const id of ['lubian', 'shishen', 'dangan']) withdrawContentKey(keyring, id);
  await signIn(office, 'xiting');
  expect(await client.dismissPerson({ personId: 'jianqian', successorId: 'lubian' })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('只有简谦能阅读稿件'),
  });
  await signIn(office, 'baomi');
  expect(await client.setRoles({ personId: 'jianqian', roles: ['auditor'] })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('只有简谦能阅读稿件'),
  });
  await signIn(office, 'jianqian');
  value(await client.grantContentAccess({ personId: 'lubian' }));
  const before = readFileSync(keyring);
  await signIn(office, 'baomi');
  value(await client.setRoles({ personId: 'jianqian', roles: ['auditor'] }));
  const reads = () => keyringPeople(keyring).find(({ id }) => id === 'jianqian')?.readsContent;
  expect(reads()).toBe(false);
  // As where the machine stopped between the register and the keyring.
  writeFileSync(keyring, before);
  expect(reads()).toBe(true);
  await signIn(office, 'baomi');
  expect(reads()).toBe(false);
});

test('a notice that cannot be read keeps nobody from signing in', async () => {
  const { office, directory } = await foundedOffice();
  const { content } = await openBases(directory, 'wenhe');
  // As a damaged page of the table would.
  content.exec('ALTER TABLE handed_over RENAME TO handed_over_damaged');
  expect((await signIn(office, 'wenhe')).notices).toEqual([]);
  expect(readFileSync(dataFiles(directory).log, 'utf8')).toContain('tellHandedOver');
});

test('in strict staffing whoever keeps people sees whose 会签 an issue waits for and what is signed, and no word of it', async () => {
  const { office } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  await signIn(office, 'lubian');
  const flow: CommandInput<'savePublication'>['settings']['flow'] = [
    { kind: 'responsibleEditor', label: '责任编辑' },
    { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['shishen', 'dangan'] } },
    { kind: 'signer', label: '签发' },
  ];
  const { id: publicationId } = value(
    await client.savePublication({ name: '澜溪信息', settings: { ...settings, flow } }),
  );
  await signIn(office, 'baomi');
  for (const { id } of value(await client.listRuleProposals({}))) {
    value(await client.decideRuleProposal({ id, isAccepted: true, reason: '' }));
  }
  await signIn(office, 'lubian');
  const article = await finalArticle(office, '不给管理员看的题目');
  const made = value(await client.createIssue({ publicationId }));
  const { marking, reportTo, copyTo, sendTo } = made.document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: [article.id] };
  const { summary, contentHash } = value(
    await client.saveIssue({ id: made.summary.id, baseContentHash: made.contentHash, ...fields }),
  );
  const step = { id: summary.id, contentHash };
  value(await client.submitIssue(step));

  await signIn(office, 'xiting');
  const waiting = await client.standingWork({ personId: 'shishen' });
  expect(value(waiting)).toMatchObject({
    isSeen: false,
    items: [{ kind: 'issue', id: step.id, title: '澜溪信息', waitsFor: '第2道会签', heldBy: [] }],
    signed: [],
  });
  expect(JSON.stringify(waiting)).not.toContain('不给管理员看');
  expect(await client.dismissPerson({ personId: 'shishen', successorId: 'lubian' })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('“第2道会签”除了石深没有人能办'),
  });
  await signIn(office, 'baomi');
  expect(await client.setRoles({ personId: 'shishen', roles: ['auditor'] })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('“第2道会签”指定由石深办理'),
  });

  // What is signed is named and stands; whoever leaves then is in nobody's way.
  await signIn(office, 'shishen');
  value(await client.countersignIssue(step));
  await signIn(office, 'xiting');
  const signed = value(await client.standingWork({ personId: 'shishen' }));
  expect(signed).toMatchObject({ items: [], signed: [{ id: step.id, title: '澜溪信息', label: '第2道' }] });
  await signIn(office, 'dangan');
  value(await client.countersignIssue(step));
  // Taken back by one of the two, it waits for that one again, and the other's signature stands.
  await signIn(office, 'shishen');
  value(await client.recallIssue({ id: step.id }));
  await signIn(office, 'xiting');
  expect(value(await client.standingWork({ personId: 'shishen' }))).toMatchObject({
    items: [{ id: step.id, waitsFor: '第2道会签' }],
    signed: [],
  });
  expect(value(await client.standingWork({ personId: 'dangan' })).signed).toMatchObject([{ label: '第2道' }]);
  expect(value(await client.standingWork({ personId: 'lubian' })).signed).toMatchObject([{ label: '第1道' }]);
});

test('a leaver’s signatures on issues under way are named to whoever keeps people and may read, and stay', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const article = await finalArticle(office);
  const { summary, contentHash } = await issueOf(office, [article.id]);
  value(await client.submitIssue({ id: summary.id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id: summary.id, contentHash }));
  await signIn(office, 'wenhe');
  expect(value(await client.standingWork({ personId: 'qiaoyi' })).signed).toMatchObject([
    { id: summary.id, title: '澜溪信息：澜溪县开设村口服务点', label: '审核' },
  ]);
});
