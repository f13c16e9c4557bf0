import { expect, test } from 'vitest';
import { digestOfText } from '#office/digestOfText.ts';
import type { Office } from '#office/office.ts';
import { signDecision } from '#office/publications/ruleDecisions.ts';
import type { Json } from '#shared/issue/canonicalJson.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { withoutTriggers } from '#store/salvageBase.ts';
import {
  code,
  finalArticle,
  foundedOffice,
  issueOf,
  passwordOf,
  publicationOf,
  settings,
  signIn,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const short = [
  { kind: 'responsibleEditor' as const, label: '责任编辑' },
  { kind: 'signer' as const, label: '签发' },
];
const strictRules = { flow: short, markingRule: 'all' as const };
const named = (text: string) => expect.stringContaining(text);

/** An office with 三员 apart, a publication of which the security administrator has decided the rules, and an issue of it. */
async function decidedOffice() {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  await signIn(office, 'lubian');
  const { id, name } = await publicationOf(office);
  value(await client.savePublication({ id, name, settings: { ...settings, ...strictRules } }));
  await signIn(office, 'baomi');
  const [proposal] = value(await client.listRuleProposals({}));
  value(await client.decideRuleProposal({ id: proposal?.id ?? '', isAccepted: true }));
  await signIn(office, 'jishen');
  await signIn(office, 'lubian');
  const article = await finalArticle(office);
  const issue = await issueOf(office, [article.id]);
  const bases = await openBases(directory, 'lubian');
  return { office, directory, publication: id, issue, register: bases.register };
}

/** As whoever holds the register's key writes, past the office. */
function bypass(register: WritableDatabase, work: () => void): void {
  register.transaction(() => withoutTriggers(register, work))();
}

async function requireNamed(office: Office, ...texts: readonly string[]): Promise<void> {
  for (const id of ['baomi', 'jishen']) {
    const { alerts } = await signIn(office, id);
    expect(alerts, id).toEqual(texts.map(named));
  }
}

async function submitted({ office, issue }: { office: Office; issue: Awaited<ReturnType<typeof issueOf>> }) {
  await signIn(office, 'lubian');
  const { summary } = issue;
  const { contentHash } = value(await office.client.readIssue({ id: summary.id }));
  return office.client.submitIssue({ id: summary.id, contentHash, opinion: '', waiver: '' });
}

test('rules that are as they were decided and signed are no matter to anybody, and each decision is bound to the one before', async () => {
  const { office, register } = await decidedOffice();
  for (const id of ['baomi', 'jishen', 'lubian', 'xiting']) expect((await signIn(office, id)).alerts, id).toEqual([]);
  await signIn(office, 'baomi');
  expect(value(await office.client.listRuleFaults({}))).toEqual([]);
  const rows = register.prepare('SELECT number, person, statement FROM rule_decisions ORDER BY number').all() as {
    number: number;
    person: string;
    statement: string;
  }[];
  const [begun, decided] = rows.map(({ statement }) => JSON.parse(statement));
  expect(rows.map(({ number, person }) => [number, person])).toEqual([
    [1, 'lubian'],
    [2, 'baomi'],
  ]);
  expect(begun).toMatchObject({ kind: 'begun', previous: '' });
  expect(decided).toMatchObject({ kind: 'decided', previous: digestOfText(rows[0]?.statement ?? '') });
  expect(
    register.prepare("SELECT person FROM audit WHERE action = 'signRules' ORDER BY sequence").pluck().all(),
  ).toEqual(['lubian', 'baomi']);
});

test('settings changed past the office are named to those who see to it, and nothing is handed over until they are put back', async () => {
  const decided = await decidedOffice();
  const { office, register, publication } = decided;
  bypass(register, () =>
    register.exec(`UPDATE publications SET settings = json_set(settings, '$.markingRule', 'classified')`),
  );
  await requireNamed(office, '刊物《澜溪信息》的标识登记与鲍觅');
  expect((await signIn(office, 'shishen')).alerts).toEqual([]);
  const refused = await submitted(decided);
  expect(refused.ok ? '' : refused.message).toContain('不能送审、签发。请安全保密管理员到“系统—刊物”核对');
  await signIn(office, 'baomi');
  const [fault] = value(await office.client.listRuleFaults({}));
  expect(fault).toMatchObject({
    kind: 'changed',
    changes: [{ rule: 'markingRule', from: ['everyMark'], to: ['classifiedOnly'] }],
    mayRestore: true,
    maySettle: true,
  });
  const seen = fault?.seen ?? '';
  const settle = { publicationId: publication, restores: true, seen };
  expect(code(await office.client.settleRules({ ...settle, seen: 'a'.repeat(64) }))).toBe('conflict');
  expect(value(await office.client.settleRules(settle)).settings.markingRule).toBe('all');
  expect(code(await office.client.settleRules(settle))).toBe('illegalState');
  await requireNamed(office);
  // By the rule that was put back it goes no further than to a mark without a record.
  expect(await submitted(decided)).toMatchObject({
    code: 'incomplete',
    message: expect.stringContaining('版头印了“内部资料”，还没有登记定密记录'),
  });
});

test('a flow changed in the middle of the way is found before 签发 too', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const article = await finalArticle(office);
  const issue = await issueOf(office, [article.id]);
  const { id } = issue.summary;
  const step = { id, contentHash: issue.contentHash, opinion: '' };
  value(await client.submitIssue({ ...step, waiver: '' }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  await signIn(office, 'shenjun');
  value(await client.prepareRelease(step));
  const { register } = await openBases(directory, 'wenhe');
  bypass(register, () =>
    register
      .prepare("UPDATE publications SET settings = json_set(settings, '$.allowsPaperSignOff', json('true'))")
      .run(),
  );
  const prepared = value(await client.readIssue({ id }));
  expect(prepared.summary.state).toBe('awaitingRelease');
  const answer = await client.prepareRelease(step);
  expect(answer.ok ? '' : answer.message).toContain('纸质签批与闻禾');
});

test('what is prepared before the rules were changed is not signed after', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const article = await finalArticle(office);
  const issue = await issueOf(office, [article.id]);
  const { id } = issue.summary;
  const step = { id, contentHash: issue.contentHash, opinion: '' };
  value(await client.submitIssue({ ...step, waiver: '' }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease(step));
  const { register } = await openBases(directory, 'wenhe');
  bypass(register, () =>
    register
      .prepare("UPDATE publications SET settings = json_set(settings, '$.allowsPaperSignOff', json('true'))")
      .run(),
  );
  expect(code(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }))).toBe('illegalState');
  expect(value(await client.readIssue({ id })).summary.state).toBe('awaitingRelease');
});

test('a decision written in the name of the security administrator with another key is named, also with its row of the audit', async () => {
  const decided = await decidedOffice();
  const { office, directory, register, publication } = decided;
  const keys = await openKeyring(dataFiles(directory).keyring, 'lubian', passwordOf('lubian'));
  const rules = { ...settings, flow: short, markingRule: 'classified' as const, allowsPaperSignOff: true };
  const at = new Date().toISOString();
  const record = (action: string, subject: string, details: Json = {}) =>
    appendAudit(register, registerAudit, { at, person: 'baomi', action, subject, details });
  register.transaction(() => {
    // The base itself takes it: what it cannot know is whose key signed.
    signDecision(
      register,
      record,
      { ...keys, personId: 'baomi' },
      { publicationId: publication, rules, kind: 'decided', at },
    );
    register
      .prepare(
        "UPDATE publications SET settings = json_set(settings, '$.markingRule', 'classified', '$.allowsPaperSignOff', json('true'))",
      )
      .run();
  })();
  await requireNamed(office, '记为鲍觅确认，但没有他有效的签名');
  expect(code(await submitted(decided))).toBe('illegalState');
  // In the own name the editor has not the role.
  expect(() =>
    register.transaction(() =>
      signDecision(register, record, keys, { publicationId: publication, rules, kind: 'decided', at }),
    )(),
  ).toThrow('decided and signed by whoever has the role');
  await signIn(office, 'baomi');
  const [fault] = value(await office.client.listRuleFaults({}));
  expect(fault?.kind).toBe('unproved');
  expect(fault?.changes.map(({ rule }) => rule)).toEqual(['markingRule', 'paperSignOff']);
  value(await office.client.settleRules({ publicationId: publication, restores: true, seen: fault?.seen ?? '' }));
  await requireNamed(office);
});

test('somebody who has the role no more signs nothing back into the time when he had it', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const publication = await publicationOf(office);
  const then = new Date().toISOString();
  const password = '新来的人自己定口令';
  value(await client.admitPerson({ id: 'xinren', name: '辛仁', roles: ['systemAdministrator'], password }));
  await signIn(office, 'qiaoyi');
  value(await client.setRoles({ personId: 'wenhe', roles: ['editor'] }));
  const { register } = await openBases(directory, 'wenhe');
  const keys = await openKeyring(dataFiles(directory).keyring, 'wenhe', passwordOf('wenhe'));
  const record = (action: string, subject: string, details: Json = {}) =>
    appendAudit(register, registerAudit, { at: then, person: 'wenhe', action, subject, details });
  const rules = { ...publication.settings, flow: short };
  bypass(register, () => {
    signDecision(register, record, keys, { publicationId: publication.id, rules, kind: 'decided', at: then });
    register
      .prepare("UPDATE publications SET settings = json_set(settings, '$.flow', json(?))")
      .run(JSON.stringify(short));
  });
  const { alerts } = await signIn(office, 'qiaoyi');
  expect(alerts).toEqual([named('但没有他有效的签名')]);
});

test('the newest decision taken away is missed by the audit, and with its audit by whoever saw it', async () => {
  const { office, register } = await decidedOffice();
  const usual = JSON.parse(
    String(register.prepare('SELECT rules FROM rule_decisions WHERE number = 1').pluck().get()),
  ) as { flow: unknown; markingRule: string };
  const back = () => {
    register.exec('DELETE FROM rule_decisions WHERE number = 2');
    register
      .prepare("UPDATE publications SET settings = json_set(settings, '$.markingRule', ?, '$.flow', json(?))")
      .run(usual.markingRule, JSON.stringify(usual.flow));
  };
  bypass(register, back);
  await requireNamed(office, '刊物《澜溪信息》的规则第2号确认');
  value(await office.client.signOut({}));
  bypass(register, () =>
    register.exec(
      "DELETE FROM audit WHERE action = 'signRules' AND subject <> '' AND sequence = (SELECT max(sequence) FROM audit WHERE action = 'signRules')",
    ),
  );
  const { alerts } = await signIn(office, 'jishen');
  expect(alerts).toContainEqual(named('刊物《澜溪信息》的规则第2号确认不见了'));
});

test('a decision moved to another publication, and an older statement given again, are named', async () => {
  const { office, register, publication } = await decidedOffice();
  await signIn(office, 'lubian');
  const other = value(await office.client.savePublication({ name: '澜溪简报', settings }));
  await requireNamed(office);
  bypass(register, () => {
    register.prepare('UPDATE rule_decisions SET publication_id = ? WHERE number = 2').run(other.id);
    register
      .prepare(
        "UPDATE publications SET settings = json_set(settings, '$.flow', json(?), '$.markingRule', 'all') WHERE id = ?",
      )
      .run(JSON.stringify(short), other.id);
  });
  await requireNamed(office, '刊物《澜溪信息》的规则第2号确认', '刊物《澜溪简报》的规则');
  bypass(register, () => {
    register.prepare('UPDATE rule_decisions SET publication_id = ? WHERE number = 2').run(publication);
    register
      .prepare('UPDATE publications SET settings = json_set(settings, ?, json(?), ?, ?) WHERE id = ?')
      .run(
        '$.flow',
        JSON.stringify([short[0], { kind: 'reviewer', label: '审核' }, short[1]]),
        '$.markingRule',
        'classified',
        other.id,
      );
  });
  await requireNamed(office);
  // The first statement, which was true once, comes after the newest, in a row of its own and with its row of the audit.
  value(await office.client.signOut({}));
  const first = register.prepare('SELECT * FROM rule_decisions WHERE number = 1').get() as Record<string, string>;
  bypass(register, () => {
    register
      .prepare(
        'INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement) VALUES (9, ?, ?, ?, ?, ?)',
      )
      .run(publication, first.rules, first.person, first.at, first.statement);
    register
      .prepare(
        "UPDATE publications SET settings = json_set(settings, '$.flow', json_extract(?, '$.flow'), '$.markingRule', 'classified') WHERE id = ?",
      )
      .run(first.rules, publication);
    const details = { ruleDecision: 9, ruleDigest: digestOfText(first.rules ?? '') };
    const at = new Date().toISOString();
    appendAudit(register, registerAudit, { at, person: 'lubian', action: 'signRules', subject: publication, details });
  });
  await requireNamed(office, '刊物《澜溪信息》的规则第9号确认');
});

test('an office from before is signed once by whoever decides, who is told what; until then nothing is amiss', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  await signIn(office, 'lubian');
  const publication = await publicationOf(office);
  value(await client.signOut({}));
  const { register } = await openBases(directory, 'lubian');
  bypass(register, () => {
    register.exec('DELETE FROM rule_decisions; DELETE FROM rule_witnesses');
    register.exec("DELETE FROM audit WHERE action = 'signRules'");
    register.exec("UPDATE audit SET details = json_remove(details, '$.rulesSigned') WHERE action = 'foundOffice'");
  });
  const isOfRules = (text: string) => text.includes('规则');
  for (const id of ['lubian', 'jishen']) {
    expect((await signIn(office, id)).alerts.filter(isOfRules), id).toEqual([]);
  }
  const { alerts, notices } = await signIn(office, 'baomi');
  expect(alerts.filter(isOfRules)).toEqual([]);
  expect(notices).toContainEqual(
    named('已用您的钥匙签署各刊物现在的规则，请到“系统—刊物”核对：《澜溪信息》（责任编辑、审核、签发；输出不用审批）'),
  );
  expect((await signIn(office, 'baomi')).notices.filter(isOfRules)).toEqual([]);
  // From now on what is not signed is named, here a publication that somebody wrote in.
  bypass(register, () =>
    register
      .prepare(
        "INSERT INTO publications (id, name, settings) SELECT 'written', '写入的', settings FROM publications WHERE id = ?",
      )
      .run(publication.id),
  );
  expect((await signIn(office, 'jishen')).alerts).toContainEqual(named('刊物《写入的》的规则没有人签名确认过'));
});

test('the base takes no unsigned decision, none out of order, and no publication that nobody began', async () => {
  const { register, publication } = await decidedOffice();
  const by = 'decided and signed by whoever has the role';
  const rules = JSON.stringify(strictRules);
  const insert = register.prepare(
    'INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const at = '2026-01-01T00:00:00.000Z';
  const said = (part: Record<string, unknown>) =>
    JSON.stringify({
      number: 3,
      publication,
      kind: 'decided',
      person: 'baomi',
      at,
      signature: 'f'.repeat(128),
      ...part,
    });
  expect(() => insert.run(3, publication, rules, 'baomi', at, null)).toThrow(by);
  for (const part of [
    { number: 2 },
    { number: '3' },
    { publication: 'x' },
    { person: 'jishen' },
    { at: '2026-01-02T00:00:00.000Z' },
    { kind: 'begun' },
  ]) {
    expect(() => insert.run(3, publication, rules, 'baomi', at, said(part)), JSON.stringify(part)).toThrow(by);
  }
  for (const number of [1, 4]) {
    expect(() => insert.run(number, publication, rules, 'baomi', at, said({})), String(number)).toThrow(by);
  }
  // But for these it would be taken: whose key signed is nothing that a base can know.
  register.exec('SAVEPOINT whole');
  expect(insert.run(3, publication, rules, 'baomi', at, said({ number: 7 })).changes).toBe(1);
  register.exec('ROLLBACK TO whole; RELEASE whole');
  const whole = JSON.stringify(settings);
  expect(() =>
    register.prepare("INSERT INTO publications (id, name, settings) VALUES ('new', '又一份', ?)").run(whole),
  ).toThrow('decided by whoever has the role');
});
