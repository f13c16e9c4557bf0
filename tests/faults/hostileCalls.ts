import type { Command, CommandTable } from '#shared/contract/command.ts';
import { type CommandName, contract } from '#shared/contract/contract.ts';
import type { Sender } from '#shared/contract/sender.ts';
import { windowOrigins } from '#shared/contract/sender.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { commandInputs } from '../office/office/commandInputs.ts';
import type { Stand, StandingIssue } from '../office/office/issuesInEveryState.ts';

/** One message of a renderer that lies: whatever it is, it must be refused. */
export interface HostileCall {
  readonly kind: 'stranger' | 'unknown' | 'malformed' | 'forbidden' | 'anotherThing' | 'wrongState';
  readonly sender: Sender;
  readonly name: string;
  readonly input: unknown;
}

/** What the office really holds, so that lies can be about real things. */
export interface KnownThings {
  readonly issues: readonly StandingIssue[];
  readonly manuscripts: readonly string[];
  readonly people: readonly string[];
  readonly publications: readonly string[];
}

export interface Caller {
  readonly roles: readonly Role[];
  readonly isSignedIn: boolean;
}

const names = Object.keys(contract) as CommandName[];
const own: Sender = { kind: 'window', origin: windowOrigins[1], isMainFrame: true };
const stale = 'a'.repeat(64);

/** Calls about an issue that no state makes lawful, or that these stands do not. */
const unlawful: readonly (readonly [CommandName, readonly Stand[] | 'always', (id: string) => object])[] = [
  ['submitIssue', 'always', (id) => ({ id, contentHash: stale })],
  ['passIssue', 'always', (id) => ({ id, contentHash: stale })],
  ['requestConfirmation', 'always', (id) => ({ id, contentHash: stale })],
  ['confirmCorrection', 'always', (id) => ({ id, contentHash: stale })],
  ['prepareRelease', 'always', (id) => ({ id, contentHash: stale })],
  ['releaseIssue', 'always', (id) => ({ id, issueHash: stale, password: '从来没有用过的口令' })],
  ['saveIssue', 'always', (id) => ({ ...commandInputs.saveIssue, id })],
  ['returnIssue', 'always', (id) => ({ id, reason: '' })],
  ['archiveIssue', ['drafting', 'inReview', 'awaitingRelease', 'released', 'archived', 'void'], (id) => ({ id })],
  ['registerPrinting', ['drafting', 'inReview', 'awaitingRelease', 'archived', 'void'], (id) => ({ id, copies: 60 })],
  ['recallIssue', ['drafting', 'released', 'printed', 'archived', 'void'], (id) => ({ id })],
  ['voidIssue', ['drafting', 'inReview', 'awaitingRelease', 'void'], (id) => ({ id, reason: '印错' })],
  ['discardIssue', ['inReview', 'awaitingRelease', 'released', 'printed', 'archived', 'void'], (id) => ({ id })],
];

/** Values that are what no member should be: of the wrong type, without end, too large, or named like what all objects have. */
function hostileValue(random: () => number): unknown {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const cyclic: Record<string, unknown> = { id: 'x' };
  cyclic.self = cyclic;
  const list: unknown[] = [];
  list.push(list);
  const deep = (levels: number) => {
    let value: unknown = [];
    for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { id: value };
    return value;
  };
  return pick<() => unknown>([
    () => null,
    () => undefined,
    () => cyclic,
    () => list,
    () => deep(20_000),
    () => 'x'.repeat(pick([1, 5_001, 100_000, 3_000_000])),
    () => '\0',
    () => '\ud800',
    () => '__proto__',
    () => JSON.parse('{"__proto__":{"roles":["systemAdministrator"]},"constructor":{"prototype":{"ok":true}}}'),
    () => Object.create(null),
    () => pick([Number.NaN, Number.POSITIVE_INFINITY, -0, -1, 2 ** 53, 1e308, 0.1]),
    () => pick([0n, 2n ** 64n]),
    () => pick([true, false]),
    () => new Date(Number.NaN),
    () => new Map([['id', 'x']]),
    () => new Set(['x']),
    () => new ArrayBuffer(8),
    () => new Float64Array([Number.NaN]),
    () => Array.from({ length: pick([1, 1_000, 20_000]) }, () => 'x'),
    () => Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`member${index}`, index])),
    () => Object.assign(() => {}, { id: 'x' }),
    () => Symbol('id'),
    () => new Error('no error'),
    () => /x/,
  ])();
}

const likeNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'then', ''];

/** Makes an endless row of hostile calls, the same for the same random numbers. */
export function createHostileCalls(random: () => number, { roles, isSignedIn }: Caller, known: KnownThings) {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const mayCall = (name: CommandName) => {
    const { role }: Command = (contract as CommandTable)[name] as Command;
    if (role === 'anyone') return true;
    return isSignedIn && (role === 'signedIn' || role.some((one) => roles.includes(one)));
  };
  const things = {
    issue: known.issues.map(({ id }) => id),
    article: known.issues.map(({ articleId }) => articleId),
    manuscript: known.manuscripts,
    person: known.people,
    publication: known.publications,
  };
  const realId = () => pick(Object.values(things).flat());
  /** A lawful input about a real thing. */
  const lawful = (name: CommandName): object => {
    const input: Record<string, unknown> = { ...commandInputs[name] };
    for (const member of ['id', 'articleId', 'personId', 'publicationId', 'unitId', 'commentId']) {
      if (member in input && random() < 0.7) input[member] = realId();
    }
    return input;
  };
  const stranger = (): HostileCall => {
    const origin = pick(['', 'null', 'file://', 'https://neikan.invalid.example', 'app://neikan/', ...windowOrigins]);
    const sender = pick<unknown>([
      { kind: 'window', origin, isMainFrame: false },
      { kind: 'window', origin: `${origin} `, isMainFrame: true },
      { kind: 'window', origin: [windowOrigins[0]], isMainFrame: true },
      { kind: 'window', origin: windowOrigins[0], isMainFrame: 1 },
      { kind: 'inplace' },
      { kind: ['inPlace'] },
      hostileValue(random),
    ]) as Sender;
    return { kind: 'stranger', sender, name: pick(names), input: lawful(pick(names)) };
  };
  const unknown = (): HostileCall => {
    const near = pick(names);
    const name = pick<unknown>([
      ...likeNames,
      near.toUpperCase(),
      ` ${near}`,
      `${near}\0`,
      [near],
      { toString: () => near },
      hostileValue(random),
    ]) as string;
    const isKnown = typeof name === 'string' && Object.hasOwn(contract, name);
    return { kind: 'unknown', sender: own, name: isKnown ? `${name}?` : name, input: lawful(near) };
  };
  const malformed = (): HostileCall => {
    const name = pick(names.filter(mayCall));
    const input: Record<string, unknown> = { ...commandInputs[name] };
    const members = Object.keys(input);
    const whole = random();
    if (whole < 0.2 || members.length === 0) {
      const value = hostileValue(random);
      const isEmpty =
        typeof value === 'object' && value !== null && !Array.isArray(value) && Reflect.ownKeys(value).length === 0;
      return { kind: 'malformed', sender: own, name, input: isEmpty ? [value] : value };
    }
    const member = whole < 0.3 ? pick(likeNames) || 'aMember' : pick(members);
    Object.defineProperty(input, member, { value: hostileValue(random), enumerable: true, configurable: true });
    return { kind: 'malformed', sender: own, name, input };
  };
  const forbidden = (): HostileCall | undefined => {
    const closed = names.filter((name) => !mayCall(name));
    if (closed.length === 0) return undefined;
    const name = pick(closed);
    return { kind: 'forbidden', sender: own, name, input: lawful(name) };
  };
  const anotherThing = (): HostileCall | undefined => {
    // 增加人员 names somebody new.
    const open = names.filter((name) => mayCall(name) && 'id' in commandInputs[name] && name !== 'admitPerson');
    if (!isSignedIn || open.length === 0) return undefined;
    const name = pick(open);
    const { role }: Command = contract[name];
    if (typeof role === 'string') return undefined;
    const id = pick([...known.people, ...likeNames.filter(Boolean), 'x'.repeat(64)]);
    return { kind: 'anotherThing', sender: own, name, input: { ...commandInputs[name], id } };
  };
  const wrongState = (): HostileCall | undefined => {
    const open = unlawful.filter(([name]) => mayCall(name));
    if (!isSignedIn || open.length === 0) return undefined;
    const [name, stands, input] = pick(open);
    const meant = known.issues.filter(({ stand }) => stands === 'always' || stands.includes(stand));
    return { kind: 'wrongState', sender: own, name, input: input(pick(meant).id) };
  };
  return (): HostileCall => {
    const kinds = [stranger, unknown, malformed, malformed, forbidden, anotherThing, wrongState];
    return pick(kinds)() ?? malformed();
  };
}
