import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import type { WritableDatabase } from '#store/database.ts';
import { approveMarkings } from './approveMarkings.ts';
import {
  articleContent,
  code,
  draftIssue,
  finalArticle,
  foundedOffice,
  issueOf,
  passwordOf,
  signIn,
  strictStaff,
  value,
} from './foundedOffice.ts';
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

/** The editor's make-up with these marks printed. */
async function print({ client }: Office, id: string, marking: readonly string[]): Promise<void> {
  const { document, contentHash } = value(await client.readIssue({ id }));
  const { reportTo, copyTo, sendTo, articles } = document;
  const articleIds = articles.map((article) => article.id);
  value(
    await client.saveIssue({
      id,
      baseContentHash: contentHash,
      marking: [...marking],
      reportTo,
      copyTo,
      sendTo,
      articleIds,
    }),
  );
}

async function submit({ client }: Office, id: string): Promise<string> {
  const { contentHash } = value(await client.readIssue({ id }));
  const answer = await client.submitIssue({ id, contentHash });
  return answer.ok ? 'ok' : `${answer.code} ${answer.message}`;
}

/** What the triggers of the markings say to a step, put past the office and past all others; '' where they let it pass. */
function stepRefusal(content: WritableDatabase, action: string, id: string): string {
  let said = '';
  try {
    content.transaction(() => {
      for (const { name } of content
        .prepare(
          "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'issue_steps' AND name NOT LIKE 'issue_steps_marked%'",
        )
        .all() as { name: string }[])
        content.exec(`DROP TRIGGER ${name}`);
      try {
        content
          .prepare(
            `INSERT INTO issue_steps (issue_id, step, from_state, action, to_state, person, at, content_hash, from_station, to_station, role)
             SELECT id, step + 1, state, ?, 'inReview', 'wenhe', '2024-06-10', content_hash, 0, 1, 'editor' FROM issues WHERE id = ?`,
          )
          .run(action, id);
      } catch (error) {
        said = error instanceof Error ? error.message : '';
      }
      throw new Error('taken back');
    })();
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'taken back') throw error;
  }
  return said;
}

test('an issue with a printed 密级 is signed only with its record, which goes with it to the archive', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const subject = { kind: 'issue' as const, id };
  await print(office, id, ['秘密★10年']);
  expect(await submit(office, id)).toContain('还没有登记定密记录');
  const [first] = value(await client.recordMarking({ subject, decision }));
  expect(first).toMatchObject({ personName: '闻禾', approverId: 'shenjun', reviews: [] });
  const { document } = value(await client.readIssue({ id }));
  const whole = {
    kind: '秘密',
    term: '10年',
    ground: '《保密事项范围》第三条',
    proposer: '闻禾',
    approver: '沈钧',
    scope: '县委领导',
    decidedOn: '2024-06-03',
    liftDate: '2034-06-03',
  };
  expect(document.markingDecision).toEqual(whole);
  // A save of other fields leaves the record where it is.
  await print(office, id, ['秘密★10年']);
  expect(await submit(office, id)).toBe('ok');
  expect(code(await client.recordMarking({ subject, decision }))).toBe('illegalState');
  expect(code(await client.withdrawMarking({ subject }))).toBe('illegalState');

  const { contentHash } = value(await client.readIssue({ id }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  await approveMarkings(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
  const files = value(await client.exportIssue({ id }));
  const json = files.find(({ name }) => name === 'issue.json')?.bytes ?? new Uint8Array();
  expect(JSON.parse(new TextDecoder().decode(json)).markingDecision).toEqual(whole);
  const actions = value(await client.listAudit({ chain: 'content', limit: 200 })).map(({ action }) => action);
  expect(actions.filter((action) => action === 'recordMarking')).toHaveLength(1);
});

test('a decision that stands in the document and in no record is told in a plain sentence before 签发', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  await signIn(office, 'wenhe');
  const issue = await issueOf(office, [(await finalArticle(office)).id]);
  const { id } = issue.summary;
  await print(office, id, ['秘密★10年']);
  value(await client.recordMarking({ subject: { kind: 'issue', id }, decision }));
  expect(await submit(office, id)).toBe('ok');
  const { contentHash } = value(await client.readIssue({ id }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash }));
  // As a base holds it that was written before decisions had records.
  const { content } = await openBases(directory, 'wenhe');
  content.exec('DROP TRIGGER marking_records_no_delete; DELETE FROM marking_records');
  await signIn(office, 'shenjun');
  expect(await client.prepareRelease({ id, contentHash })).toMatchObject({
    code: 'incomplete',
    message: expect.stringContaining('查不到定密记录'),
  });
  value(await client.returnIssue({ id, reason: '补登记录' }));
  await signIn(office, 'wenhe');
  expect(await submit(office, id)).toContain('查不到定密记录');
});

test('the record of an article binds the issue it stands in: lower needs a reason, which is kept', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  await signIn(office, 'wenhe');
  const article = await finalArticle(office);
  const of = { kind: 'article' as const, id: article.id };
  value(await client.recordMarking({ subject: of, decision: { ...decision, kind: '机密', term: '20年' } }));
  const { summary, document } = await issueOf(office, [article.id]);
  const { id } = summary;
  expect(document.articleMarkings).toMatchObject({ [article.id]: { kind: '机密', term: '20年', approver: '沈钧' } });
  expect(await submit(office, id)).toContain('最高是“机密★20年”');

  const subject = { kind: 'issue' as const, id };
  value(await client.recordMarking({ subject, decision }));
  await print(office, id, ['秘密★10年']);
  expect(await submit(office, id)).toContain('低于稿件的“机密★20年”');
  value(await client.recordMarking({ subject, decision: { ...decision, lowerReason: '涉密段落已删' } }));
  const lowered = value(await client.readIssue({ id }));
  expect(lowered.document.markingDecision?.lowerReason).toBe('涉密段落已删');
  expect(await submit(office, id)).toBe('ok');
  // What was handed over keeps the marks of its articles too.
  expect(code(await client.recordMarking({ subject: of, decision }))).toBe('illegalState');
  expect(value(await client.listMarkings(subject))).toHaveLength(2);
});

test('a marked article that is being written again puts nothing unfinished into its issue', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { article, issue } = await draftIssue(office);
  const opened = value(await client.reopenArticle({ id: article.id }));
  const content = articleContent('还没有写完的标题');
  value(await client.saveArticle({ id: article.id, baseVersion: opened.version, content }));
  value(await client.recordMarking({ subject: { kind: 'article', id: article.id }, decision }));
  const { document } = value(await client.readIssue({ id: issue.summary.id }));
  expect(document.articles[0]?.title).toEqual(['澜溪县开设村口服务点']);
  expect(document.articleMarkings?.[article.id]?.kind).toBe('秘密');
});

test('where a publication asks for it, 内部资料 needs a record as well, and a mark taken back is none', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { issue, publication } = await draftIssue(office);
  const { id } = issue.summary;
  const settings = { ...publication.settings, markingRule: 'all' as const };
  value(await client.savePublication({ id: publication.id, name: publication.name, settings }));
  expect(await submit(office, id)).toContain('版头印了“内部资料”');
  const subject = { kind: 'issue' as const, id };
  const { term: _term, ...internal } = { ...decision, kind: '内部资料' };
  value(await client.recordMarking({ subject, decision: internal }));
  value(await client.withdrawMarking({ subject }));
  expect(code(await client.withdrawMarking({ subject }))).toBe('illegalState');
  expect(await submit(office, id)).toContain('版头印了“内部资料”');
  value(await client.recordMarking({ subject, decision: internal }));
  expect(await submit(office, id)).toBe('ok');
});

test('a record is refused that its own proposer would approve, or that says nothing that can be held', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { issue } = await draftIssue(office);
  const subject = { kind: 'issue' as const, id: issue.summary.id };
  const wrong = async (part: Partial<Decision>) =>
    code(await client.recordMarking({ subject, decision: { ...decision, ...part } }));
  expect(await wrong({ approverId: 'wenhe' })).toBe('samePerson');
  expect(await wrong({ approverId: 'nobody' })).toBe('notFound');
  expect(await wrong({ kind: '重要' })).toBe('illegalState');
  expect(await wrong({ kind: '秘密★10年' })).toBe('illegalState');
  expect(await wrong({ decidedOn: '2024-06-11' })).toBe('illegalState');
  expect(await wrong({ liftDate: '2024-06-02' })).toBe('illegalState');
  // The days follow the term and each other.
  expect(await wrong({ liftDate: '2033-06-03' })).toBe('illegalState');
  expect(await wrong({ term: '长期', liftDate: '2033-06-03' })).toBe('illegalState');
  expect(await wrong({ term: '至规划公布时', liftDate: '2024-06-02' })).toBe('illegalState');
  expect(await wrong({ reviewOn: '2024-06-09' })).toBe('illegalState');
  expect(await wrong({ decidedOn: '2024-06-10', reviewOn: '2024-06-05' })).toBe('illegalState');
  expect(await wrong({ ground: '  ' })).toBe('malformed');
  expect(value(await client.listMarkings(subject))).toEqual([]);
});

test('only those who answer for an issue above its editor approve a marking', async () => {
  const { office } = await foundedOffice({ now, people: strictStaff, staffing: 'strict' });
  await signIn(office, 'lubian');
  const { id } = await finalArticle(office);
  const approvedBy = async (approverId: string) =>
    code(
      await office.client.recordMarking({ subject: { kind: 'article', id }, decision: { ...decision, approverId } }),
    );
  for (const id of ['xiting', 'baomi', 'jishen', 'dangan']) expect(await approvedBy(id), id).toBe('illegalState');
  for (const id of ['shishen', 'jianqian']) expect(await approvedBy(id), id).toBe('ok');
});

test('a printed 密级 with blanks in it needs its record as well', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const { content } = await openBases(directory, 'shenjun');
  for (const line of ['秘 密', '机　密★10年', '绝\u200b密']) {
    await print(office, id, [line]);
    expect(await submit(office, id), line).toContain('还没有登记定密记录');
    expect(stepRefusal(content, 'submit', id), line).toBe('a mark that is printed needs its record');
  }
  await print(office, id, ['工 作 秘 密']);
  expect(await submit(office, id)).toBe('ok');
});

test('a mark that reads like that of an article and ends before it is lower', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  const { content } = await openBases(directory, 'shenjun');
  const subject = { kind: 'issue' as const, id };
  value(await client.recordMarking({ subject: { kind: 'article', id: article.id }, decision }));
  value(await client.recordMarking({ subject, decision: { ...decision, decidedOn: '2020-06-03' } }));
  await print(office, id, ['秘密★10年']);
  expect(await submit(office, id)).toContain('低于稿件的“秘密★2034年6月3日”');
  const lower = 'a mark lower than those of the articles needs its reason';
  expect(stepRefusal(content, 'submit', id)).toBe(lower);
  const byDay = { ...decision, decidedOn: '2024-06-10', term: '2034年6月3日' };
  value(await client.recordMarking({ subject, decision: byDay }));
  await print(office, id, ['秘密★2034年6月3日']);
  expect(stepRefusal(content, 'submit', id)).toBe('');
  expect(await submit(office, id)).toBe('ok');
});

test('what was lifted is of no account for the issue, and nothing is lifted while it is being signed', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  const { content } = await openBases(directory, 'shenjun');
  const [subject, of] = [
    { kind: 'issue' as const, id },
    { kind: 'article' as const, id: article.id },
  ];
  const [ofArticle] = value(await client.recordMarking({ subject: of, decision: { ...decision, kind: '机密' } }));
  const lift = { record: ofArticle?.number ?? 0, outcome: 'lifted' as const, note: '已公开' };
  value(await client.reviewMarking(lift));
  const { document } = value(await client.readIssue({ id }));
  expect(document.articleMarkings).toBeUndefined();
  expect(code(await client.withdrawMarking({ subject: of }))).toBe('illegalState');
  expect(code(await client.reviewMarking(lift))).toBe('illegalState');
  expect(stepRefusal(content, 'submit', id)).toBe('');

  const [ofIssue] = value(await client.recordMarking({ subject, decision }));
  await print(office, id, ['秘密★10年']);
  expect(await submit(office, id)).toBe('ok');
  const own = { ...lift, record: ofIssue?.number ?? 0 };
  const answer = await client.reviewMarking(own);
  expect(answer.ok ? '' : answer.message).toContain('正在审签');
  const insert = "INSERT INTO marking_reviews (record, outcome, note, person, at) VALUES (?, ?, '公开', 'wenhe', ?)";
  expect(() => content.prepare(insert).run(own.record, 'lifted', '2024-06-10')).toThrow('keeps its marking');
  value(await client.reviewMarking({ record: own.record, outcome: 'kept' }));
  value(await client.recallIssue({ id }));
  value(await client.reviewMarking(own));
  expect(value(await client.readIssue({ id })).document.markingDecision).toBeUndefined();
  expect(await submit(office, id)).toContain('还没有登记定密记录');
});

test('what is due is told to the editor and the archivist on reading, until it was reviewed or lifted', async () => {
  let day = '2024-06-10';
  const { office } = await foundedOffice({ now: () => new Date(`${day}T02:00:00Z`) });
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const subject = { kind: 'issue' as const, id: issue.summary.id };
  value(await client.recordMarking({ subject, decision: { ...decision, reviewOn: '2025-06-03' } }));
  value(
    await client.recordMarking({
      subject: { kind: 'article', id: article.id },
      decision: { ...decision, term: '1年' },
    }),
  );
  const due = async () =>
    value(await client.listMarkingsDue({})).map(
      ({ subject: { kind }, about, on, isOverdue }) => `${kind} ${about} ${on}${isOverdue ? ' overdue' : ''}`,
    );
  expect(await due()).toEqual([]);
  day = '2025-05-20';
  expect(await due()).toEqual(['issue review 2025-06-03', 'article lift 2025-06-03']);
  day = '2025-06-04';
  expect(await due()).toEqual(['issue review 2025-06-03 overdue', 'article lift 2025-06-03 overdue']);

  const [ofIssue, ofArticle] = value(await client.listMarkingsDue({}));
  const review = { record: ofIssue?.record ?? 0, outcome: 'kept' as const };
  expect(code(await client.reviewMarking({ ...review, nextOn: '2025-06-04' }))).toBe('illegalState');
  value(await client.reviewMarking({ ...review, nextOn: '2026-06-03', note: '仍需保密' }));
  const lift = { record: ofArticle?.record ?? 0, outcome: 'lifted' as const };
  expect(code(await client.reviewMarking(lift))).toBe('reasonMissing');
  value(await client.reviewMarking({ ...lift, note: '期限已满' }));
  expect(code(await client.reviewMarking({ ...lift, note: '再一次' }))).toBe('illegalState');
  expect(code(await client.reviewMarking({ ...review, record: 999 }))).toBe('notFound');
  expect(await due()).toEqual([]);
  day = '2026-05-20';
  expect(await due()).toEqual(['issue review 2026-06-03']);

  // The next record of the issue names the days on which the earlier ones were reviewed.
  const [last] = value(await client.recordMarking({ subject, decision: { ...decision, term: '5年' } })).slice(-1);
  expect(last?.decision?.reviewedOn).toEqual(['2025-06-04']);
});

test('the base refuses by itself what the office refuses', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  await print(office, id, ['秘密★10年']);
  const { content } = await openBases(directory, 'shenjun');
  const refusalOf = (action: string) => stepRefusal(content, action, id);
  for (const action of ['submit', 'release']) expect(refusalOf(action)).toBe('a mark that is printed needs its record');
  expect(refusalOf('return')).toBe('');
  value(await client.recordMarking({ subject: { kind: 'issue', id }, decision }));
  expect(refusalOf('submit')).toBe('');
  // A document that says another thing than its record is not signed either.
  content.exec(
    `UPDATE issues SET document = json_set(document, '$.markingDecision.scope', '所有人') WHERE id = '${id}'`,
  );
  expect(refusalOf('submit')).toBe('a mark that is printed needs its record');
  value(await client.recordMarking({ subject: { kind: 'issue', id }, decision }));
  value(
    await client.recordMarking({
      subject: { kind: 'article', id: article.id },
      decision: { ...decision, kind: '绝密' },
    }),
  );
  expect(refusalOf('release')).toBe('a mark lower than those of the articles needs its reason');
  const insert = (columns: Record<string, unknown>) => () => {
    const row = {
      subject_kind: 'issue',
      subject_id: id,
      decision: '{}',
      rank: 2,
      ends_on: '',
      proposer: 'wenhe',
      approver: 'shenjun',
      recorded_at: '2024-06-10',
      ...columns,
    };
    const { subject_kind: kind, subject_id: subjectId } = row;
    const said = { as: 'proposer', subject: kind, subjectId, text: 'a', signature: 'f' };
    const statement = JSON.stringify({ ...said, decision: JSON.parse(row.decision) });
    Object.assign(row, { statement });
    const names = Object.keys(row);
    content
      .prepare(`INSERT INTO marking_records (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
  };
  expect(insert({ approver: 'wenhe' })).toThrow('CHECK');
  expect(insert({ approver: null })).toThrow('CHECK');
  expect(insert({ lower_reason: ' ' })).toThrow('CHECK');
  const decided = JSON.stringify({ decidedOn: '2024-06-03' });
  for (const days of [
    { lift_on: '2024-06-02' },
    { review_on: '2024-06-02' },
    { review_on: '2024-06-09' },
    { ends_on: '2034-06-03', lift_on: '2033-06-03' },
    { ends_on: '9999-12-31', lift_on: '2033-06-03' },
  ]) {
    expect(insert({ decision: decided, ...days }), JSON.stringify(days)).toThrow('follow its term');
  }
  expect(insert({ ends_on: 'soon' })).toThrow('CHECK');
  expect(insert({ subject_id: 'nobody' })).toThrow('keeps its marking');
  expect(insert({ subject_kind: 'article', subject_id: 'nobody' })).toThrow('keeps its marking');
  expect(() => content.exec("UPDATE marking_records SET decision = '{}'")).toThrow('stays as it was made');
  expect(() => content.exec('DELETE FROM marking_records')).toThrow('stays as it was made');
  const review = 'INSERT INTO marking_reviews (record, outcome, note, person, at) VALUES (?, ?, ?, ?, ?)';
  expect(() => content.prepare(review).run(999, 'kept', '', 'wenhe', '2024-06-10')).toThrow();
  expect(() => content.prepare(review).run(2, 'lifted', ' ', 'wenhe', '2024-06-10')).toThrow('CHECK');
  content.prepare(review).run(2, 'lifted', '期满', 'wenhe', '2024-06-10');
  expect(() => content.prepare(review).run(2, 'kept', '', 'wenhe', '2024-06-10')).toThrow('a marking that holds');
  expect(() => content.exec('DELETE FROM marking_reviews')).toThrow('stays as it was made');
});
