import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { type IssueAction, type IssueState, issueActions, issueStates } from '#shared/workflow/issueWorkflow.ts';
import type { WritableDatabase } from '#store/database.ts';
import { insertSteps } from '../store/content/stepWords.ts';
import {
  articleContent,
  code,
  copyOf,
  fileDirectory,
  finalArticle,
  foundedDirectory,
  openOffice,
  settings,
  value,
} from './foundedOffice.ts';
import { contentCommitsOf, openBases, rowsOf } from './openBases.ts';

/** One role each, so that a refusal can be laid to it; five reviewers, because one person never signs twice. */
const people = [
  ...['lubian editor', 'shen1 reviewer', 'shen2 reviewer', 'shen3 reviewer', 'shen4 reviewer', 'shen5 reviewer'],
  ...['jianqian signer', 'dangan archivist', 'xiting systemAdministrator', 'baomi securityAdministrator'],
  'jishen auditor',
].map((words) => {
  const [id = '', role = ''] = words.split(' ');
  return { id, name: `姓${id}`, roles: [role], password: `各人各用各的口令${id.length}号` };
}) as CommandInput<'foundOffice'>['people'];
const passwordOf = (id: string) => people.find((person) => person.id === id)?.password ?? '';
const roleOf = (id: string) => people.find((person) => person.id === id)?.roles[0] ?? 'auditor';

type Flow = NonNullable<CommandInput<'savePublication'>['settings']['flow']>;
type Step = readonly [person: string, action: IssueAction];

const edit = { kind: 'responsibleEditor', label: '责任编辑' } as const;
const review = (label: string) => ({ kind: 'reviewer', label }) as const;
const sign = { kind: 'signer', label: '签发' } as const;

/** Each flow with the people who hold its stations in these tests. */
const flows: readonly { readonly flow: Flow; readonly holders: readonly (readonly string[])[] }[] = [
  { flow: [edit, sign], holders: [['lubian'], ['jianqian']] },
  { flow: [edit, review('审核'), sign], holders: [['lubian'], ['shen1'], ['jianqian']] },
  {
    flow: [
      edit,
      review('初审'),
      { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['shen4', 'dangan'] } },
      sign,
    ],
    holders: [['lubian'], ['shen1'], ['shen4', 'dangan'], ['jianqian']],
  },
  {
    flow: [
      edit,
      review('初审'),
      { kind: 'countersigner', label: '会签', signers: { kind: 'role', role: 'reviewer', count: 2 } },
      review('复审'),
      review('终审'),
      sign,
    ],
    holders: [['lubian'], ['shen1'], ['shen2', 'shen3'], ['shen4'], ['shen5'], ['jianqian']],
  },
];

/** Where an issue can stand in a flow, and the steps that lead there. */
interface Place {
  readonly flow: number;
  readonly state: IssueState;
  readonly station: number;
  /** Who holds a signature that counts, by station. */
  readonly signed: readonly (readonly [station: number, person: string])[];
  readonly steps: readonly Step[];
}

function placesOf(flow: number): readonly Place[] {
  const { flow: stations, holders } = flows[flow] as (typeof flows)[number];
  const last = stations.length - 1;
  const places: Place[] = [{ flow, state: 'drafting', station: 0, signed: [], steps: [] }];
  let steps: Step[] = [['lubian', 'submit']];
  let signed: Place['signed'] = [[0, 'lubian']];
  for (let station = 1; station < last; station += 1) {
    for (const person of holders[station] ?? []) {
      places.push({ flow, state: 'inReview', station, signed, steps });
      if (stations[station]?.kind === 'reviewer') {
        const corrected: Step[] = [...steps, [person, 'correct']];
        places.push({ flow, state: 'awaitingConfirmation', station, signed: [], steps: corrected });
        steps = [...steps, [person, 'pass']];
      } else steps = [...steps, [person, 'countersign']];
      signed = [...signed, [station, person]];
    }
  }
  places.push({ flow, state: 'awaitingRelease', station: last, signed, steps });
  const all: Place['signed'] = [...signed, [last, 'jianqian']];
  const ends: readonly [IssueState, readonly Step[]][] = [
    ['released', []],
    ['printed', [['lubian', 'print']]],
    [
      'archived',
      [
        ['lubian', 'print'],
        ['dangan', 'archive'],
      ],
    ],
    ['void', [['jianqian', 'void']]],
  ];
  for (const [state, more] of ends) {
    places.push({ flow, state, station: last, signed: all, steps: [...steps, ['jianqian', 'release'], ...more] });
  }
  return places;
}
const places = flows.flatMap((_, flow) => placesOf(flow));

/**
 * What the flow is meant to allow, told a second time and in another way than the program tells it: where a person's
 * action leads from a place; nothing where it is refused. A return names the station it is for.
 */
function leadsTo(
  place: Place,
  person: string,
  action: IssueAction,
  chosen: number,
): readonly [IssueState, number] | undefined {
  const { state, station, signed } = place;
  const { flow } = flows[place.flow] as (typeof flows)[number];
  const role = roleOf(person);
  const at = (next: number): readonly [IssueState, number] => [
    next === 0 ? 'drafting' : next === flow.length - 1 ? 'awaitingRelease' : 'inReview',
    next,
  ];
  const mayHold = (one: number): boolean => {
    const held = flow[one];
    switch (held?.kind) {
      case 'responsibleEditor':
        return role === 'editor';
      case 'reviewer':
        return role === 'reviewer';
      case 'signer':
        return role === 'signer';
      case 'countersigner':
        return held.signers.kind === 'people' ? held.signers.people.includes(person) : held.signers.role === role;
      default:
        return false;
    }
  };
  const kind = flow[station]?.kind;
  // Whoever is named for 会签 signs there and nowhere else.
  const isFree = flow.every(
    (one, place) =>
      place === station ||
      one.kind !== 'countersigner' ||
      one.signers.kind !== 'people' ||
      !one.signers.people.includes(person),
  );
  const hasSigned = signed.some(([, who]) => who === person);
  const isUnderWay = state === 'inReview' || state === 'awaitingRelease';
  switch (action) {
    case 'submit':
      return state === 'drafting' && role === 'editor' ? at(1) : undefined;
    case 'recall': {
      // Somebody who signed together with others has opened it for all of them.
      const isBegun = signed.some(([one]) => one === station);
      const isOwn =
        flow[station - 1]?.kind !== 'countersigner' ||
        signed.some(([one, who]) => one === station - 1 && who === person);
      return isUnderWay && !isBegun && mayHold(station - 1) && isOwn ? at(station - 1) : undefined;
    }
    case 'return':
      if (state === 'awaitingConfirmation') return role === 'editor' ? at(0) : undefined;
      // Whoever passed it on has the recall for that, until it is opened.
      if (signed.some(([one, who]) => one < station && who === person)) return undefined;
      return isUnderWay && mayHold(station) && chosen < station ? at(chosen) : undefined;
    case 'pass':
      return state === 'inReview' && kind === 'reviewer' && mayHold(station) && !hasSigned && isFree
        ? at(station + 1)
        : undefined;
    case 'countersign': {
      if (state !== 'inReview' || kind !== 'countersigner' || !mayHold(station) || hasSigned) return undefined;
      return at(signed.some(([one]) => one === station) ? station + 1 : station);
    }
    case 'correct':
      return state === 'inReview' && kind === 'reviewer' && mayHold(station)
        ? ['awaitingConfirmation', station]
        : undefined;
    case 'confirm':
      return state === 'awaitingConfirmation' && role === 'editor' ? at(1) : undefined;
    case 'release':
      return state === 'awaitingRelease' && role === 'signer' ? ['released', station] : undefined;
    case 'print':
      return state === 'released' && role === 'editor' ? ['printed', station] : undefined;
    case 'archive':
      return state === 'printed' && role === 'archivist' ? ['archived', station] : undefined;
    case 'void':
      return state === 'released' && role === 'signer' ? ['void', station] : undefined;
    default:
      return action satisfies never;
  }
}

interface Attempt {
  readonly place: Place;
  readonly person: string;
  readonly action: IssueAction;
  /** The station a return is meant for. */
  readonly to: number;
}

const everyAttempt: readonly Attempt[] = places.flatMap((place) =>
  people.flatMap(({ id: person }) =>
    issueActions.flatMap((action): Attempt[] => {
      const count = action === 'return' ? (flows[place.flow]?.flow.length ?? 0) - 1 : 1;
      return Array.from({ length: count }, (_, to) => ({ place, person, action, to }));
    }),
  ),
);
/** `NEIKAN_RUNS` asks for more, up to the whole; with `NEIKAN_SEED` beside it for others. */
const runs = Number(process.env.NEIKAN_RUNS ?? 1_500);
const seed = Number(process.env.NEIKAN_SEED ?? 1);
const attempts =
  runs >= everyAttempt.length
    ? everyAttempt
    : (fc.sample(fc.shuffledSubarray([...everyAttempt], { minLength: runs, maxLength: runs }), {
        seed,
        numRuns: 1,
      })[0] ?? []);

/** A correction is the reviewer's to make while nothing of this person's is signed: the command needs both. */
function isAllowed({ place, person, action, to }: Attempt): boolean {
  const isFree = action !== 'correct' || place.signed.every(([, who]) => who !== person);
  // From 待确认 an issue goes back to the editor wherever one wanted it.
  return leadsTo(place, person, action, to) !== undefined && isFree;
}
const allowed = attempts.filter(isAllowed);

async function signIn(office: Office, id: string): Promise<void> {
  value(await office.client.signIn({ personId: id, password: passwordOf(id) }));
}

interface Issue {
  readonly place: Place;
  readonly id: string;
  readonly articleId: string;
  readonly left: Step[];
}

/** Asks the office for a step; what the reviewer corrects is sent to be confirmed at once, what is shown is signed at once. */
async function take(
  { client }: Office,
  { id, articleId }: Pick<Issue, 'id' | 'articleId'>,
  action: IssueAction,
  to = 0,
): Promise<Answer<unknown>> {
  const whole = await client.readIssue({ id });
  const contentHash = whole.ok ? whole.value.contentHash : 'a'.repeat(64);
  const step = { id, contentHash };
  switch (action) {
    case 'submit':
      return client.submitIssue(step);
    case 'recall':
      return client.recallIssue({ id });
    case 'return':
      return client.returnIssue({ id, reason: '有误', station: to });
    case 'pass':
      return client.passIssue(step);
    case 'countersign':
      return client.countersignIssue(step);
    case 'correct': {
      const corrected = await client.correctArticle({
        ...step,
        articleId,
        content: articleContent(`改${contentHash}`),
      });
      return corrected.ok ? client.requestConfirmation({ id, contentHash: corrected.value.contentHash }) : corrected;
    }
    case 'confirm':
      return client.confirmCorrection(step);
    case 'release': {
      const prepared = await client.prepareRelease(step);
      if (!prepared.ok) return prepared;
      return client.releaseIssue({ id, issueHash: prepared.value.issueHash, password: passwordOf('jianqian') });
    }
    case 'print':
      return client.registerPrinting({ id, copies: 60 });
    case 'archive':
      return client.archiveIssue({ id });
    case 'void':
      return client.voidIssue({ id, reason: '有误' });
    default:
      return action satisfies never;
  }
}

/** One issue for every step that is allowed, and one a place that nobody moves; each person signs in once a round. */
async function issuesEverywhere(office: Office): Promise<readonly Issue[]> {
  const { client } = office;
  await signIn(office, 'lubian');
  const publications: string[] = [];
  for (const [index, { flow }] of flows.entries()) {
    const { id } = value(await client.savePublication({ name: `澜溪信息${index}`, settings: { ...settings, flow } }));
    publications.push(id);
  }
  // An editor proposes who has to agree; the office's security administrator decides.
  await signIn(office, 'baomi');
  for (const { id } of value(await client.listRuleProposals({}))) {
    value(await client.decideRuleProposal({ id, isAccepted: true }));
  }
  await signIn(office, 'lubian');
  const issues: Issue[] = [];
  for (const place of places) {
    const count = 1 + allowed.filter((one) => one.place === place).length;
    for (let copy = 0; copy < count; copy += 1) {
      const article = await finalArticle(office, `第${issues.length}件`);
      const made = value(await client.createIssue({ publicationId: publications[place.flow] ?? '' }));
      const { marking, reportTo, copyTo, sendTo } = made.document;
      const { id } = made.summary;
      const fields = { marking, reportTo, copyTo, sendTo, articleIds: [article.id] };
      value(await client.saveIssue({ id, baseContentHash: made.contentHash, ...fields }));
      issues.push({ place, id, articleId: article.id, left: [...place.steps] });
    }
  }
  const round = ['lubian', 'shen1', 'shen2', 'shen3', 'shen4', 'dangan', 'shen5', 'jianqian'];
  for (let turns = 0; issues.some(({ left }) => left.length > 0); turns += 1) {
    if (turns > 3) throw new Error('an issue does not get where it is meant to');
    for (const person of round) {
      const own = issues.filter(({ left }) => left[0]?.[0] === person);
      if (own.length === 0) continue;
      await signIn(office, person);
      for (const issue of own) {
        for (let next = issue.left[0]; next?.[0] === person; next = issue.left[0]) {
          value(await take(office, issue, next[1]));
          issue.left.shift();
        }
      }
    }
  }
  return issues;
}

let making: Promise<{ readonly directory: string; readonly issues: readonly Issue[] }> | undefined;

/** The issues stand where they are meant to for the whole file; the tests work on copies. */
async function everywhere() {
  making ??= (async () => {
    const { directory } = await foundedDirectory('strict', people);
    const office = openOffice(directory);
    const issues = await issuesEverywhere(office);
    office.close();
    return { directory: copyOf(directory, fileDirectory()), issues };
  })();
  const { directory, issues } = await making;
  return { directory: copyOf(directory), issues };
}

function told({ place, person, action, to }: Attempt): string {
  return `flow of ${flows[place.flow]?.flow.length}: ${person} ${action} ${to} in ${place.state} at ${place.station}`;
}

interface Standing {
  readonly state: IssueState;
  readonly station: number;
  readonly step: number;
}

function standingOf(content: WritableDatabase, id: string): Standing {
  return content.prepare('SELECT state, station, step FROM issues WHERE id = ?').get(id) as Standing;
}

test('flows of 2, 3, 4 (会签 of two) and 6 stations: every role × action × station is done or refused by the office as the flow says', {
  timeout: 900_000,
}, async () => {
  const { directory, issues } = await everywhere();
  const bases = await openBases(directory, 'lubian', passwordOf('lubian'));
  const office = openOffice(directory);
  for (const { place, id } of issues) {
    expect(standingOf(bases.content, id)).toMatchObject({ state: place.state, station: place.station });
  }
  const still = new Map(places.map((place) => [place, issues.find((one) => one.place === place) as Issue]));
  let refused = 0;
  for (const { id: person } of people) {
    await signIn(office, person);
    // Who reads what is marked and who is refused is put on record, the first once a sitting and the second in register.db.
    for (const { id } of still.values()) await office.client.readIssue({ id });
    const rows = rowsOf(bases.content);
    const commits = contentCommitsOf(bases.content);
    for (const attempt of attempts) {
      if (attempt.person !== person || isAllowed(attempt)) continue;
      const answer = await take(office, still.get(attempt.place) as Issue, attempt.action, attempt.to);
      expect(['illegalState', 'forbidden', 'samePerson', 'alreadyOpened'], told(attempt)).toContain(code(answer));
      expect(contentCommitsOf(bases.content) === commits, `${told(attempt)} left something behind`).toBe(true);
      refused += 1;
    }
    expect(rowsOf(bases.content)).toEqual(rows);
  }
  const spare = new Map(places.map((place) => [place, issues.filter((one) => one.place === place).slice(1)]));
  let done = 0;
  for (const { id: person } of people) {
    const own = allowed.filter((one) => one.person === person);
    if (own.length === 0) continue;
    await signIn(office, person);
    for (const attempt of own) {
      const issue = spare.get(attempt.place)?.pop() as Issue;
      const { step } = standingOf(bases.content, issue.id);
      value(await take(office, issue, attempt.action, attempt.to));
      const [state, station] = leadsTo(attempt.place, person, attempt.action, attempt.to) ?? [];
      expect(standingOf(bases.content, issue.id), told(attempt)).toEqual({ state, station, step: step + 1 });
      done += 1;
    }
  }
  expect(refused + done).toBe(attempts.length);
  const sizes = flows.map((_, flow) => {
    const ofFlow = attempts.filter((one) => one.place.flow === flow);
    return `${flows[flow]?.flow.length} stations ${ofFlow.length} (${ofFlow.filter(isAllowed).length} allowed)`;
  });
  console.info(
    `person × action × place through the office: ${attempts.length} of ${everyAttempt.length}, ${done} done, ${refused} refused: ${sizes.join(', ')}`,
  );
});

test('the same matrix past the office: the base takes each step of the flow with its signature and refuses every other', {
  timeout: 900_000,
}, async () => {
  const { directory, issues } = await everywhere();
  const { content } = await openBases(directory, 'lubian', passwordOf('lubian'));
  const rows = rowsOf(content);
  const still = new Map(places.map((place) => [place, issues.find((one) => one.place === place) as Issue]));
  const step = content.prepare(
    insertSteps(
      `issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion, content_hash`,
      `SELECT id, step + 1, state, station, ?, ?, ?, ?, ?, created_at, '有误', content_hash FROM issues WHERE id = ?`,
    ),
  );
  const signature = content.prepare(
    `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
     SELECT id, ?, ?, ?, content_hash, '{}', '{}', created_at FROM issues WHERE id = ?`,
  );
  const flow = content.prepare('INSERT INTO issue_flows SELECT id, step + 1, ? FROM issues WHERE id = ?');
  const number = content.prepare(
    `INSERT INTO issue_numbers SELECT publication_id, series, 2999, 1, NULL, id, created_at FROM issues WHERE id = ?`,
  );
  const file = content.prepare("INSERT INTO frozen_files SELECT id, 'x', x'00', content_hash FROM issues WHERE id = ?");
  const tally = { done: 0, refused: 0 };
  // Each is tried with every station it might lead to.
  const steps = new Map(attempts.map((one) => [told({ ...one, to: 0 }) + places.indexOf(one.place), one]));
  for (const { place, person, action } of steps.values()) {
    const stations = flows[place.flow]?.flow ?? [];
    const { id } = still.get(place) as Issue;
    const targets = stations.flatMap((_, station) =>
      issueStates
        .map((state) => [state, station] as const)
        .filter(([state]) => station === place.station || !/^(rel|pri|arc|void)/.test(state)),
    );
    for (const [state, station] of targets) {
      const [wantedState, wantedStation] =
        leadsTo(place, person, action, station) ?? leadsTo(place, person, action, 0) ?? [];
      const isLawful = state === wantedState && station === wantedStation;
      content.exec('BEGIN');
      let isDone = true;
      try {
        const signedAt = {
          submit: 0,
          confirm: 0,
          pass: place.station,
          countersign: place.station,
          release: place.station,
        };
        const own = signedAt[action as 'submit'] as number | undefined;
        if (action === 'submit') flow.run(JSON.stringify(stations), id);
        if (action === 'release') {
          number.run(id);
          file.run(id);
        }
        if (own !== undefined) signature.run(stations[own]?.kind, own, person, id);
        step.run(action, state, station, person, roleOf(person), id);
      } catch {
        isDone = false;
      }
      content.exec('ROLLBACK');
      expect(isDone, `${told({ place, person, action, to: station })} to ${state}`).toBe(isLawful);
      tally[isDone ? 'done' : 'refused'] += 1;
    }
  }
  expect(rowsOf(content)).toEqual(rows);
  const different = allowed.map(({ place, person, action, to }) =>
    JSON.stringify([places.indexOf(place), person, action, leadsTo(place, person, action, to)]),
  );
  expect(tally.done).toBeGreaterThanOrEqual(new Set(different).size);
  console.info(
    `person × action × place × where it leads, by SQL, for ${steps.size} steps: ${tally.done + tally.refused} statements, ${tally.done} taken, ${tally.refused} refused`,
  );
});

test('a return names a station before the one it comes from, and no other', async () => {
  const { directory, issues } = await everywhere();
  const office = openOffice(directory);
  await signIn(office, 'jianqian');
  const waiting = issues.filter(({ place }) => place.state === 'awaitingRelease');
  for (const { id, place } of waiting) {
    for (const station of [place.station, 5]) {
      const answer = await office.client.returnIssue({ id, reason: '有误', station });
      expect(['illegalState', 'malformed']).toContain(code(answer));
    }
  }
});
