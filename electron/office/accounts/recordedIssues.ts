import { z } from 'zod';
import type { StandingItem } from '#shared/contract/accountCommands.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { contentAuditMirror } from '#store/register/registerMigrations.ts';

const Details = z.looseObject({
  publication: z.string().optional(),
  to: z.string().optional(),
  /** Where the step led, counted from 1; absent where the issue stayed at its station. */
  station: z.int().optional(),
  onBehalfOf: z.string().optional(),
  /** Whose hand is on the paper. */
  signer: z.string().optional(),
  /** The 会签 of the flow, each with whoever is named for it. */
  countersigners: z.array(z.strictObject({ station: z.int(), people: z.array(z.string()) })).optional(),
});

interface AuditRow {
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
}

interface Signature {
  readonly station: number;
  /** In whose right it was given. */
  readonly holder: string;
  readonly at: string;
}

/** Where an issue stands by the audit's copy in the register, which holds no word of it. */
export interface RecordedIssue {
  readonly id: string;
  readonly publicationId: string;
  readonly state: string;
  /** Counted from 1, as the audit does. */
  readonly station: number;
  readonly since: string;
  readonly countersigners: readonly { readonly station: number; readonly people: readonly string[] }[];
  readonly signed: readonly Signature[];
}

const steps = ['submit', 'recall', 'pass', 'countersign', 'correct', 'confirm', 'return', 'release'];
const actions = ['createIssue', 'correctArticle', ...steps.map((step) => `${step}Issue`)];
const underWay: readonly string[] = ['inReview', 'awaitingConfirmation', 'awaitingRelease'];

/**
 * The issues between 送审 and 签发, the newest step first, told to those who may know whose turn it is and read no manuscript.
 * One that was handed over before its 会签 was put on record names nobody.
 */
export function recordedIssues(register: ReadableDatabase): readonly RecordedIssue[] {
  const rows = register
    .prepare(
      `SELECT at, person, action, subject, details FROM ${contentAuditMirror.table}
       WHERE action IN (SELECT value FROM json_each(?)) ORDER BY sequence`,
    )
    .all(JSON.stringify(actions)) as readonly AuditRow[];
  const issues = new Map<string, RecordedIssue>();
  for (const row of rows) issues.set(row.subject, afterRow(issues.get(row.subject), row));
  return (
    [...issues.values()]
      // Of a salvaged audit the row that says which publication it is may be lost.
      .filter(({ state, publicationId }) => underWay.includes(state) && publicationId !== '')
      .toSorted((one, other) => (one.since < other.since ? 1 : -1))
  );
}

function afterRow(
  before: RecordedIssue = {
    id: '',
    publicationId: '',
    state: 'drafting',
    station: 1,
    since: '',
    countersigners: [],
    signed: [],
  },
  { at, person, action, subject, details }: AuditRow,
): RecordedIssue {
  const {
    publication,
    to = before.state,
    station = before.station,
    onBehalfOf,
    signer,
    countersigners,
  } = Details.parse(JSON.parse(details));
  const holder = signer ?? onBehalfOf ?? person;
  const gives = (place: number): Signature => ({ station: place, holder, at });
  const issue = { ...before, id: subject, state: to, station, since: at };
  switch (action) {
    case 'createIssue':
      return { ...issue, publicationId: publication ?? '' };
    // The content is another: whatever was signed is void.
    case 'correctArticle':
      return { ...before, signed: [] };
    case 'submitIssue':
      return { ...issue, countersigners: countersigners ?? [], signed: [gives(1)] };
    case 'confirmIssue':
      return { ...issue, signed: [gives(1)] };
    case 'passIssue':
    case 'countersignIssue':
    case 'releaseIssue':
      return { ...issue, signed: [...before.signed, gives(before.station)] };
    case 'correctIssue':
      return { ...issue, signed: [] };
    case 'returnIssue':
      return { ...issue, signed: before.signed.filter((one) => one.station < station) };
    case 'recallIssue': {
      // Of several who signed together each takes back the own signature alone.
      const isTogether = before.countersigners.some((one) => one.station === station);
      const stays = (one: Signature) =>
        one.station < station || (one.station === station && isTogether && one.holder !== holder);
      return { ...issue, signed: before.signed.filter(stays) };
    }
    default:
      return issue;
  }
}

/** The 会签 that an issue still needs of this person by name, counted from 1. */
function namedStation({ state, station, countersigners, signed }: RecordedIssue, personId: string): number | undefined {
  if (signed.some(({ holder }) => holder === personId)) return undefined;
  const next = state === 'awaitingConfirmation' ? 2 : station;
  return countersigners.find((one) => one.station >= next && one.people.includes(personId))?.station;
}

export interface RecordedStanding {
  /** The turns that nobody else can take. */
  readonly turns: readonly StandingItem[];
  /** What was signed and counts. */
  readonly signed: readonly {
    readonly id: string;
    readonly title: string;
    readonly label: string;
    readonly at: string;
  }[];
}

/** What stands with a person in issues under way, without a word of them. */
export function recordedStanding(
  register: ReadableDatabase,
  personId: string,
  publicationName: (id: string) => string,
): RecordedStanding {
  const issues = recordedIssues(register);
  return {
    turns: issues.flatMap((issue) => {
      const station = namedStation(issue, personId);
      if (station === undefined) return [];
      const title = publicationName(issue.publicationId);
      const { id, since } = issue;
      return [{ kind: 'issue', id, title, waitsFor: `第${station}道会签`, since, isOwn: false, heldBy: [] }];
    }),
    signed: issues.flatMap(({ id, publicationId, signed }) =>
      signed
        .filter(({ holder }) => holder === personId)
        .map(({ station, at }) => ({ id, title: publicationName(publicationId), label: `第${station}道`, at })),
    ),
  };
}
