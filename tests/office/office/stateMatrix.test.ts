import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { editorialRoles } from '#shared/contract/command.ts';
import type { CommandName } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { defaultFlow } from '#shared/workflow/flow.ts';
import {
  findIssueTransition,
  type IssueAction,
  type IssueState,
  type IssueTransition,
  issueActions,
  issueStates,
  issueTransitions,
  type Role,
  roles,
} from '#shared/workflow/issueWorkflow.ts';
import type { WritableDatabase } from '#store/database.ts';
import { insertSteps } from '../store/content/stepWords.ts';
import {
  articleContent,
  code,
  copyOf,
  fileDirectory,
  foundedDirectory,
  openOffice,
  passwordOf,
  publicationOf,
  signIn,
  strictStaff,
  value,
} from './foundedOffice.ts';
import { issuesInEveryState, release, type Stand, type StandingIssue, stands } from './issuesInEveryState.ts';
import { contentCommitsOf, openBases, rowsOf } from './openBases.ts';

const stateOf: Readonly<Record<Stand, IssueState>> = {
  drafting: 'drafting',
  inReview: 'inReview',
  inReviewOpened: 'inReview',
  inReviewCorrected: 'inReview',
  awaitingConfirmation: 'awaitingConfirmation',
  awaitingRelease: 'awaitingRelease',
  awaitingReleaseOpened: 'awaitingRelease',
  released: 'released',
  printed: 'printed',
  archived: 'archived',
  void: 'void',
};

function stationOf(state: IssueState): number {
  if (state === 'drafting') return 0;
  return state === 'inReview' || state === 'awaitingConfirmation' ? 1 : 2;
}

/** The row of the flow for an action in a state. */
function rowOf(state: IssueState, action: IssueAction): IssueTransition | undefined {
  const at = defaultFlow[stationOf(state)]?.kind;
  return issueTransitions.find((row) => row.from === state && row.at === at && row.action === action);
}

/** Every command that moves an issue, with the step it asks for and one payload that the step takes. */
const commands = {
  submitIssue: { action: 'submit', roles: ['editor'] },
  recallIssue: { action: 'recall', roles: editorialRoles },
  passIssue: { action: 'pass', roles: ['reviewer'] },
  countersignIssue: { action: 'countersign', roles: editorialRoles },
  returnIssue: { action: 'return', roles: editorialRoles },
  correctArticle: { action: 'correct', roles: ['reviewer'] },
  requestConfirmation: { action: 'correct', roles: ['reviewer'] },
  confirmCorrection: { action: 'confirm', roles: ['editor'] },
  prepareRelease: { action: 'release', roles: ['signer'] },
  releaseIssue: { action: 'release', roles: ['signer'] },
  registerPrinting: { action: 'print', roles: ['editor'] },
  voidIssue: { action: 'void', roles: ['signer'] },
  archiveIssue: { action: 'archive', roles: ['archivist'] },
} as const satisfies Partial<Record<CommandName, { action: IssueAction; roles: readonly Role[] }>>;
type StepCommand = keyof typeof commands;
const stepCommands = Object.keys(commands) as StepCommand[];

/** What the flow has to answer, from its table alone and the four things the table does not hold. */
function expectedAnswer(stand: Stand, command: StepCommand, role: Role): string {
  const { action, roles } = commands[command];
  const state = stateOf[stand];
  if (!(roles as readonly Role[]).includes(role)) return 'forbidden';
  // Only what was shown in the same sign-in can be signed.
  if (command === 'releaseIssue') return 'conflict';
  const place = { flow: defaultFlow, state, station: stationOf(state), signed: [], opened: false };
  const found = findIssueTransition(place, { action, actor: { id: role, roles: [role] }, reason: '有误' });
  if (typeof found === 'string') return found;
  if (action === 'recall' && stand.endsWith('Opened')) return 'alreadyOpened';
  // What the reviewer changed goes to the editor and nowhere else; what was not changed has nothing to confirm.
  if (command === 'passIssue' && stand === 'inReviewCorrected') return 'illegalState';
  if (command === 'requestConfirmation' && stand !== 'inReviewCorrected') return 'illegalState';
  return 'ok';
}

interface Shown {
  readonly contentHash: string;
  readonly articleId: string;
}

function call(
  office: Office,
  command: StepCommand,
  id: string,
  shown: Shown,
  reason = '有误',
): Promise<Answer<unknown>> {
  const { client } = office;
  const { contentHash, articleId } = shown;
  const step = { id, contentHash };
  switch (command) {
    case 'recallIssue':
      return client.recallIssue({ id });
    case 'returnIssue':
    case 'voidIssue':
      return client[command]({ id, reason });
    case 'correctArticle':
      return client.correctArticle({ ...step, articleId, content: articleContent('改') });
    case 'releaseIssue':
      return client.releaseIssue({ id, issueHash: 'a'.repeat(64), password: passwordOf('jianqian') });
    case 'registerPrinting':
      return client.registerPrinting({ id, copies: 60 });
    case 'archiveIssue':
      return client.archiveIssue({ id });
    default:
      return client[command](step);
  }
}

/** What succeeds, one issue each: the release is the two commands together. */
const allowed = stands.flatMap((stand) =>
  strictStaff.flatMap(({ id: personId, roles }) =>
    stepCommands
      .filter((command) => roles.some((role) => expectedAnswer(stand, command, role) === 'ok'))
      .map((command) => ({ stand, personId, command })),
  ),
);

interface Prepared {
  readonly directory: string;
  readonly issues: readonly StandingIssue[];
}
let preparing: Promise<Prepared> | undefined;

/** Every stand reached once for the whole file: the first test takes the steps, the others copy what it closed. */
async function prepare(): Promise<Prepared> {
  const { directory } = await foundedDirectory('strict');
  const office = openOffice(directory);
  const counts = stands.map((stand) => [stand, 1 + allowed.filter((one) => one.stand === stand).length]);
  const issues = await issuesInEveryState(office, Object.fromEntries(counts) as Record<Stand, number>);
  office.close();
  return { directory: copyOf(directory, fileDirectory()), issues };
}

async function everyStand(): Promise<Prepared & { readonly first: (stand: Stand) => StandingIssue }> {
  preparing ??= prepare();
  const { directory, issues } = await preparing;
  const first = (stand: Stand) => {
    const issue = issues.find((one) => one.stand === stand);
    if (!issue) throw new Error(`no issue in ${stand}`);
    return issue;
  };
  return { directory: copyOf(directory), issues, first };
}

test('every role × command × state that the flow does not have is refused with its reason and changes nothing', {
  timeout: 600_000,
}, async () => {
  const { directory, first } = await everyStand();
  const bases = await openBases(directory, 'lubian');
  const office = openOffice(directory);
  let refused = 0;
  for (const { id: personId, roles } of strictStaff) {
    const [role] = roles as readonly Role[];
    if (!role) throw new Error(`${personId} holds no role`);
    await signIn(office, personId);
    const rows = rowsOf(bases.content);
    const commits = contentCommitsOf(bases.content);
    for (const stand of stands) {
      const { id, articleId } = first(stand);
      const contentHash = selectIssue(bases.content, id).content_hash;
      for (const command of stepCommands) {
        const expected = expectedAnswer(stand, command, role);
        if (expected === 'ok') continue;
        const answer = await call(office, command, id, { contentHash, articleId });
        expect(code(answer), `${role} ${command} ${stand}`).toBe(expected);
        expect(contentCommitsOf(bases.content) === commits, `${role} ${command} ${stand} left something behind`).toBe(
          true,
        );
        refused += 1;
      }
    }
    expect(rowsOf(bases.content)).toEqual(rows);
  }
  const combinations = strictStaff.length * stepCommands.length * stands.length;
  expect(refused + allowed.length).toBe(combinations);
  console.info(
    `role × command × state: ${combinations} combinations (${strictStaff.length} × ${stepCommands.length} × ` +
      `${stands.length}); ${refused} refused, ${allowed.length} left to be allowed`,
  );
});

test('every role × command × state that the flow has succeeds, and not without its reason or with other content', async () => {
  const { directory, issues } = await everyStand();
  const bases = await openBases(directory, 'lubian');
  const office = openOffice(directory);
  const used = new Map<Stand, number>();
  let conditions = 0;
  for (const { id: personId } of strictStaff) {
    const ofPerson = allowed.filter((one) => one.personId === personId);
    if (ofPerson.length === 0) continue;
    await signIn(office, personId);
    for (const { stand, command } of ofPerson) {
      const { action } = commands[command];
      const turn = (used.get(stand) ?? 0) + 1;
      used.set(stand, turn);
      const issue = issues.filter((one) => one.stand === stand)[turn];
      if (!issue) throw new Error(`no issue left in ${stand}`);
      const { id, articleId } = issue;
      const place = `${personId} ${command} ${stand}`;
      const before = selectIssue(bases.content, id);
      const shown = { contentHash: before.content_hash, articleId };
      const commits = contentCommitsOf(bases.content);
      const transition = rowOf(stateOf[stand], action);
      const actor = { id: personId, roles: strictStaff.find(({ id }) => id === personId)?.roles ?? [] };
      const standing = { flow: defaultFlow, state: stateOf[stand], station: stationOf(stateOf[stand]), signed: [] };
      const step = findIssueTransition({ ...standing, opened: false }, { action, actor, reason: '有误' });
      const to = typeof step === 'object' ? step.to : undefined;

      if (transition?.reason) {
        for (const reason of ['', ' ', '　\n']) {
          expect(code(await call(office, command, id, shown, reason)), place).toBe('reasonMissing');
          conditions += 1;
        }
      }
      if (['submit', 'pass', 'correct', 'confirm', 'release'].includes(action)) {
        const stale = { ...shown, contentHash: 'b'.repeat(64) };
        expect(code(await call(office, command, id, stale)), place).toBe('conflict');
        conditions += 1;
      }
      expect(contentCommitsOf(bases.content) === commits, `${place} left something behind`).toBe(true);

      if (command === 'prepareRelease') await release(office, id);
      else value(await call(office, command, id, shown));
      const after = selectIssue(bases.content, id);
      if (command === 'correctArticle') {
        expect(after, place).toMatchObject({ state: before.state, step: before.step });
        expect(after.content_hash, place).not.toBe(before.content_hash);
      } else {
        expect(after, place).toMatchObject({ state: to, step: before.step + 1, opened_at: null });
        expect(after.content_hash, place).toBe(before.content_hash);
      }
    }
  }
  expect(used.size).toBeGreaterThan(0);
  console.info(
    `role × command × state: ${allowed.length} allowed combinations done, ${conditions} conditions of them refused`,
  );
});

/** The signatures of an issue that count. */
function signedOf(content: WritableDatabase, issueId: string): readonly { station: number; personId: string }[] {
  return content
    .prepare('SELECT station, person AS personId FROM sign_offs WHERE issue_id = ? AND void_reason IS NULL')
    .all(issueId) as { station: number; personId: string }[];
}

test('past the office, SQL puts no issue into another state', async () => {
  const { directory, first } = await everyStand();
  const { content } = await openBases(directory, 'lubian');
  const rows = rowsOf(content);
  let tried = 0;
  const refused = (place: string, sql: string, ...values: readonly unknown[]) => {
    expect(() => content.prepare(sql).run(...values), `${place}: ${sql}`).toThrow();
    tried += 1;
  };
  for (const stand of stands) {
    const { id } = first(stand);
    const { state } = selectIssue(content, id);
    const signed = signedOf(content, id);
    for (const to of issueStates) {
      if (to !== state) {
        refused(stand, 'UPDATE issues SET state = ? WHERE id = ?', to, id);
        refused(stand, 'UPDATE issues SET state = ?, step = step + 1 WHERE id = ?', to, id);
        refused(stand, 'UPDATE OR REPLACE issues SET state = ?, step = step - 1 WHERE id = ?', to, id);
      }
      for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
        if (to === 'drafting' && state === 'drafting') continue;
        refused(
          stand,
          `${verb} INTO issues (id, publication_id, state, document, content_hash, created_at, created_by)
           SELECT id, publication_id, ?, document, content_hash, created_at, created_by FROM issues WHERE id = ?`,
          to,
          id,
        );
      }
      for (const action of issueActions) {
        const isSigned = ['submit', 'pass', 'countersign', 'confirm', 'release'].includes(action);
        for (const role of roles) {
          const actor = { id: 'xiting', roles: [role] };
          const place = { flow: defaultFlow, state, station: stationOf(state), signed };
          const step = findIssueTransition(
            { ...place, opened: stand.endsWith('Opened') },
            { action, actor, reason: '有误', to: stationOf(to) },
          );
          // What the flow has for a role and nobody needs to sign, the base cannot refuse: who holds the role it does not know.
          if (typeof step === 'object' && step.to === to && !isSigned) continue;
          refused(
            stand,
            insertSteps(
              `issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion, content_hash`,
              `SELECT id, step + 1, state, station, ?, ?, ?, 'xiting', ?, created_at, '有误', content_hash
               FROM issues WHERE id = ?`,
            ),
            action,
            to,
            stationOf(to),
            role,
            id,
          );
        }
      }
    }
    if (state === 'drafting') continue;
    for (const verb of ['UPDATE', 'UPDATE OR IGNORE', 'UPDATE OR REPLACE']) {
      refused(stand, `${verb} issue_steps SET opinion = '同意' WHERE issue_id = ?`, id);
      refused(stand, `${verb} issue_steps SET step = step + 1 WHERE issue_id = ?`, id);
    }
    refused(stand, 'DELETE FROM issue_steps WHERE issue_id = ?', id);
    refused(stand, "UPDATE sign_offs SET person = 'xiting' WHERE issue_id = ?", id);
    refused(stand, 'DELETE FROM sign_offs WHERE issue_id = ?', id);
    refused(stand, 'DELETE FROM issues WHERE id = ?', id);
  }
  const numbered = first('released').id;
  const waiting = first('awaitingRelease').id;
  for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
    refused(
      'released',
      `${verb} INTO issue_numbers SELECT publication_id, series, year, serial, running, ?, granted_at
       FROM issue_numbers WHERE issue_id = ?`,
      waiting,
      numbered,
    );
    refused(
      'released',
      `${verb} INTO frozen_files SELECT issue_id, name, x'00', sm3 FROM frozen_files WHERE issue_id = ?`,
      numbered,
    );
  }
  expect(rowsOf(content)).toEqual(rows);
  console.info(`SQL past the office: ${tried} statements over ${stands.length} states refused`);
});

test('while an issue is handed over its articles and its make-up are closed, through the contract and by SQL', async () => {
  const { directory, first } = await everyStand();
  const bases = await openBases(directory, 'lubian');
  const { content } = bases;
  const office = openOffice(directory);
  const { client } = office;
  await signIn(office, 'lubian');
  const free = await freeArticle(office);
  const closed = stands.filter((stand) => stand !== 'drafting' && stand !== 'void');
  // Who reads what bears a marking is put on record once a sitting.
  for (const stand of closed) {
    const { id, articleId } = first(stand);
    value(await client.readIssue({ id }));
    value(await client.readArticle({ id: articleId }));
  }
  const commits = contentCommitsOf(bases.content);
  const rows = rowsOf(content);
  let tried = 0;

  for (const stand of closed) {
    const { id, articleId } = first(stand);
    const { document, contentHash } = value(await client.readIssue({ id }));
    const { summary } = value(await client.readArticle({ id: articleId }));
    const { marking, reportTo, copyTo, sendTo } = document;
    const make = { id, baseContentHash: contentHash, marking, reportTo, copyTo, sendTo };
    const base = { id: articleId, baseVersion: summary.version };
    for (const answer of [
      await client.saveArticle({ ...base, content: articleContent('后来改的标题') }),
      await client.saveArticle({ ...base, content: articleContent('后来改的标题'), name: '改名' }),
      await client.finalizeArticle(base),
      await client.reopenArticle({ id: articleId }),
      await client.restoreArticleVersion({ ...base, version: 1 }),
      await client.saveIssue({ ...make, articleIds: [] }),
      await client.saveIssue({ ...make, articleIds: [articleId, free] }),
      await client.discardIssue({ id }),
      await client.replaceInIssue({
        id,
        contentHash,
        sought: '后',
        replacement: '前',
        articles: [{ articleId, baseVersion: summary.version, edits: [{ line: 0, start: 0, end: 1, text: '前' }] }],
      }),
      await client.undoReplacement({ id, articles: [{ articleId, version: summary.version }] }),
    ]) {
      expect(code(answer), stand).toBe('illegalState');
      tried += 1;
    }
    expect(contentCommitsOf(bases.content) === commits, stand).toBe(true);

    const isInReview = stateOf[stand] === 'inReview';
    const refused = (sql: string, ...values: readonly unknown[]) => {
      expect(() => content.prepare(sql).run(...values), `${stand}: ${sql}`).toThrow();
      tried += 1;
    };
    const version = `INTO article_versions SELECT article_id, version + ?, content, ?, '', author, started_at, saved_at, 1
      FROM article_versions WHERE article_id = ? AND version = ?`;
    for (const kind of ['automatic', 'named', 'handOver', 'correction']) {
      if (!(kind === 'correction' && isInReview)) refused(`INSERT ${version}`, 1, kind, articleId, summary.version);
      refused(`INSERT OR REPLACE ${version}`, 0, kind, articleId, summary.version);
    }
    refused("UPDATE article_versions SET content = '{}' WHERE article_id = ?", articleId);
    refused('DELETE FROM article_versions WHERE article_id = ?', articleId);
    refused("UPDATE articles SET state = 'editing' WHERE id = ?", articleId);
    refused('DELETE FROM articles WHERE id = ?', articleId);
    refused('INSERT INTO issue_articles VALUES (?, ?, 2, 1)', id, free);
    refused('INSERT OR REPLACE INTO issue_articles VALUES (?, ?, 1, 1)', id, free);
    refused('INSERT OR REPLACE INTO issue_articles VALUES (?, ?, 9, 1)', first('drafting').id, articleId);
    refused('DELETE FROM issue_articles WHERE issue_id = ?', id);
    refused('UPDATE issue_articles SET article_id = ? WHERE issue_id = ?', free, id);
    refused('UPDATE issue_articles SET issue_id = ?, place = 9 WHERE issue_id = ?', first('drafting').id, id);
    if (!isInReview) {
      refused('UPDATE issue_articles SET version = version - 1 WHERE issue_id = ?', id);
      refused("UPDATE issues SET document = '{}' WHERE id = ?", id);
      refused('UPDATE issues SET content_hash = lower(hex(randomblob(32))) WHERE id = ?', id);
    }
  }
  expect(rowsOf(content)).toEqual(rows);
  console.info(`closed articles: ${tried} calls and statements over ${closed.length} states refused`);
});

async function freeArticle(office: Office): Promise<string> {
  await publicationOf(office);
  return value(await office.client.createArticle({ content: articleContent('还没有编入的稿件'), images: {} })).id;
}

interface StoredIssue {
  readonly state: IssueState;
  readonly step: number;
  readonly content_hash: string;
  readonly opened_at: string | null;
}

function selectIssue(content: WritableDatabase, id: string): StoredIssue {
  return content.prepare('SELECT state, step, content_hash, opened_at FROM issues WHERE id = ?').get(id) as StoredIssue;
}
