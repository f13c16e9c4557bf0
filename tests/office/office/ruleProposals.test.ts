import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { code, foundedOffice, publicationOf, settings, signIn, strictStaff, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const flow = [
  { kind: 'responsibleEditor' as const, label: '责任编辑' },
  { kind: 'signer' as const, label: '签发' },
];
const rules = { flow, markingRule: 'all' as const, outputApproval: { isStamped: true }, allowsPaperSignOff: true };

async function proposed(office: Office) {
  await signIn(office, 'lubian');
  const publication = await publicationOf(office);
  const { id, name } = publication;
  const answer = value(
    await office.client.savePublication({ id, name, settings: { ...publication.settings, ...rules, copies: 80 } }),
  );
  const [proposal] = value(await office.client.listRuleProposals({}));
  return { publication, answer, proposal: proposal?.id ?? '' };
}

test('in strict staffing an editor only proposes who has to agree to what; the security administrator decides', async () => {
  const { office } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  const { publication, answer, proposal } = await proposed(office);
  expect(answer.isProposed).toBe(true);
  expect(answer.settings).toEqual({ ...publication.settings, copies: 80 });
  expect(value(await client.listRuleProposals({}))).toMatchObject([
    {
      publicationName: '澜溪信息',
      proposerName: '陆编',
      decidedByRole: 'securityAdministrator',
      isMine: true,
      mayDecide: false,
      changes: [
        { rule: 'flow', from: ['责任编辑', '审核', '签发'], to: ['责任编辑', '签发'] },
        { rule: 'outputApproval' },
        { rule: 'markingRule', from: ['classifiedOnly'], to: ['everyMark'] },
        { rule: 'paperSignOff' },
      ],
    },
  ]);
  for (const { id, roles } of strictStaff) {
    if (id === 'baomi') continue;
    await signIn(office, id);
    expect(code(await client.decideRuleProposal({ id: proposal, isAccepted: true })), `${id} ${roles}`).toBe(
      'forbidden',
    );
  }
  expect((await signIn(office, 'baomi')).notices).toContainEqual(expect.stringContaining('规则改动等您确认'));
  expect(code(await client.decideRuleProposal({ id: proposal, isAccepted: false }))).toBe('reasonMissing');
  const decided = value(await client.decideRuleProposal({ id: proposal, isAccepted: true }));
  expect(decided.settings).toEqual({ ...publication.settings, ...rules, copies: 80 });
  expect(code(await client.decideRuleProposal({ id: proposal, isAccepted: true }))).toBe('notFound');
  await signIn(office, 'lubian');
  expect(value(await client.listRuleProposals({}))).toEqual([]);
  // Other settings need nobody.
  const { id, name } = publication;
  const again = value(await client.savePublication({ id, name, settings: { ...decided.settings, copies: 90 } }));
  expect(again.isProposed).toBeUndefined();
  expect(again.settings.copies).toBe(90);
});

test('a proposal may be refused with a reason, withdrawn, or made anew, and leaves the rules as they are', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  const { publication, proposal } = await proposed(office);
  value(await client.withdrawRuleProposal({ id: proposal }));
  expect(code(await client.withdrawRuleProposal({ id: proposal }))).toBe('notFound');
  await proposed(office);
  const second = await proposed(office);
  expect(value(await client.listRuleProposals({}))).toHaveLength(1);
  await signIn(office, 'baomi');
  value(await client.decideRuleProposal({ id: second.proposal, isAccepted: false, reason: '少一道审核' }));
  const [kept] = value(await client.listPublications({}));
  expect(kept?.settings.flow).toEqual(publication.settings.flow);
  const { register } = await openBases(directory, 'lubian');
  const states = register.prepare('SELECT state FROM rule_proposals ORDER BY rowid').pluck().all();
  expect(states).toEqual(['withdrawn', 'replaced', 'refused']);
  const actions = register
    .prepare("SELECT action FROM audit WHERE action LIKE '%Rules' ORDER BY sequence")
    .pluck()
    .all();
  expect(actions).toEqual([
    'signRules',
    'proposeRules',
    'withdrawRules',
    'proposeRules',
    'proposeRules',
    'refuseRules',
  ]);
});

test('in standard staffing the system administrator changes them at once, and a new publication begins with the usual ones', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const saved = value(await client.savePublication({ name: '澜溪信息', settings: { ...settings, ...rules } }));
  expect(saved.isProposed).toBeUndefined();
  expect(saved.settings.flow).toEqual(flow);
  const strict = await foundedOffice({ staffing: 'strict' });
  await signIn(strict.office, 'lubian');
  const begun = value(
    await strict.office.client.savePublication({ name: '澜溪信息', settings: { ...settings, ...rules } }),
  );
  expect(begun.isProposed).toBe(true);
  expect(begun.settings.flow).toHaveLength(3);
  expect(begun.settings.outputApproval).toBeUndefined();
});

test('with the office bypassed the base lets no publication have rules that nobody with the role has decided', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { publication } = await proposed(office);
  const { register } = await openBases(directory, 'lubian');
  const by = 'decided by whoever has the role';
  const update = register.prepare('UPDATE publications SET settings = json_set(settings, ?, json(?)) WHERE id = ?');
  for (const [member, text] of [
    ['$.flow', JSON.stringify(flow)],
    ['$.markingRule', '"all"'],
    ['$.outputApproval', '{"isStamped":false}'],
    ['$.allowsPaperSignOff', 'true'],
  ] as const) {
    expect(() => update.run(member, text, publication.id), member).toThrow(by);
  }
  update.run('$.copies', '70', publication.id);
  const decide = register.prepare(
    "INSERT INTO rule_decisions (publication_id, rules, person, at, statement) VALUES (?, ?, ?, '2026-01-01', '{}')",
  );
  for (const person of ['lubian', 'xiting', 'shishen']) {
    expect(() => decide.run(publication.id, JSON.stringify(rules), person), person).toThrow('decided and signed');
  }
  const insert = register.prepare('INSERT OR REPLACE INTO publications (id, name, settings) VALUES (?, ?, ?)');
  expect(() => insert.run('new', '另一份', JSON.stringify({ ...publication.settings, ...rules }))).toThrow(by);
  expect(() => insert.run('usual', '又一份', JSON.stringify(publication.settings))).toThrow(by);
  insert.run(publication.id, '改名', JSON.stringify(publication.settings));
  expect(() => register.exec("UPDATE rule_proposals SET rules = '{}'")).toThrow('decided once');
  expect(() => register.exec('DELETE FROM rule_proposals')).toThrow('stays on record');
});
