import { expect, test } from 'vitest';
import {
  brokenLink,
  coveredBy,
  linkDigest,
  newerLinks,
  nextPlace,
  type OtherWay,
} from '#office/handover/decisionChain.ts';
import type { ChainLink } from '#shared/handover/chainLink.ts';

interface Link extends ChainLink {
  readonly by: string;
}

/** Goes on from a chain, as somebody on one machine decides, and settles the other way. */
function decided(chain: readonly Link[], by: string, other?: OtherWay): Link[] {
  const turn = Math.max(0, ...chain.map((link) => link.turn));
  return [...chain, { by, ...nextPlace(chain, turn, other) }];
}

const wayOf = (chain: readonly Link[]) => ({ statement: end(chain), way: [...coveredBy(chain)] });

const end = (chain: readonly Link[]) => chain.at(-1) as Link;

test('a chain goes on by one from the statement before, and any other is broken where it does not', () => {
  const chain = decided(decided(decided([], 'a'), 'b'), 'c');
  expect(chain.map(({ turn }) => turn)).toEqual([1, 2, 3]);
  expect(brokenLink(chain)).toBeUndefined();
  expect(brokenLink(chain.slice(1))).toBe(chain[1]);
  expect(brokenLink([chain[0], chain[2]] as Link[])).toBe(chain[2]);
  const jumped = { by: 'x', turn: 5, previous: linkDigest(end(chain)) };
  expect(brokenLink([...chain, jumped])).toBe(jumped);
  const passing = { by: 'x', turn: 4, previous: linkDigest(end(chain)), passes: ['f'.repeat(64)] };
  expect(brokenLink([...chain, passing])).toBe(passing);
  // What was known before it may be unsigned, and told otherwise by another machine.
  const begun = decided([], 'x', wayOf(chain));
  expect(brokenLink(begun)).toBeUndefined();
  expect(newerLinks(chain, begun)).toEqual(begun);
});

test('of another chain what follows the end here is newer, and nothing of one that is older', () => {
  const older = decided([], 'a');
  const newer = decided(decided(older, 'b'), 'c');
  expect(newerLinks(older, newer)).toEqual(newer.slice(1));
  expect(newerLinks(newer, older)).toEqual([]);
  expect(newerLinks(newer, newer)).toEqual([]);
  expect(newerLinks([], newer)).toEqual(newer);
  expect(newerLinks(newer, [])).toEqual([]);
});

test('two ways that went apart are told from each other on both sides, until a decision settles them for everybody', () => {
  const shared = decided([], 'a');
  const here = decided(shared, 'here');
  const there = decided(decided(shared, 'there'), 'there again');
  expect(newerLinks(here, there)).toBe('fork');
  expect(newerLinks(there, here)).toBe('fork');
  const settled = decided(here, 'settled', wayOf(there));
  expect(end(settled).turn).toBe(4);
  expect(brokenLink(settled)).toBeUndefined();
  // The machine of the other way goes on with it, and so does one that knows only what they share.
  expect(newerLinks(there, settled)).toEqual([end(settled)]);
  const joined = [...there, end(settled)];
  expect(brokenLink(joined)).toBeUndefined();
  expect(newerLinks(shared, joined)).toEqual(joined.slice(1));
  // So does one that has stopped on either way before its end.
  expect(newerLinks(there.slice(0, 2), settled)).toEqual([end(settled)]);
  expect(newerLinks(decided(here, 'on its own'), settled)).toBe('fork');
  // What comes of the way that was settled is old.
  expect(newerLinks(settled, there)).toEqual([]);
  expect(newerLinks(settled, joined)).toEqual([]);
  // Settled on both sides at once, they are apart again.
  expect(newerLinks(settled, decided(there, 'settled there', wayOf(here)))).toBe('fork');
});

interface Machine {
  chain: readonly Link[];
  readonly told: OtherWay[];
}

/** What was told here and no decision here goes on from. */
function apart({ chain, told }: Machine): OtherWay | undefined {
  const settled = coveredBy(chain);
  return told
    .filter(({ statement }) => !settled.has(linkDigest(statement)))
    .sort((left, right) => right.statement.turn - left.statement.turn)[0];
}

/** Whether the package of one machine is taken at the other; what is told apart by it is put down there. */
function takes(to: Machine, from: Machine): boolean {
  const newer = newerLinks(to.chain, from.chain);
  if (newer !== 'fork') {
    to.chain = [...to.chain, ...newer];
    return true;
  }
  const other = wayOf(from.chain);
  if (!to.told.some(({ statement }) => linkDigest(statement) === linkDigest(other.statement))) to.told.push(other);
  return false;
}

/** Numbers of chance that are the same in each run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('machines that decide apart come together by whoever settles each way that was told, whatever comes first', () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const below = chance(seed);
    const count = 3 + below(2);
    const machines: Machine[] = Array.from({ length: count }, () => ({ chain: decided([], 'shared'), told: [] }));
    const any = () => machines[below(count)] as Machine;
    const decide = (machine: Machine) => {
      const by = `${machines.indexOf(machine)} of ${seed}`;
      machine.chain = decided(machine.chain, by, apart(machine));
      expect(brokenLink(machine.chain)).toBeUndefined();
    };
    for (let step = 0; step < 25; step += 1) {
      if (below(3) === 0) decide(any());
      else takes(any(), any());
    }
    // One hears of all, and settles what it was told, one way after the other.
    const one = any();
    for (const other of machines) if (other !== one) takes(one, other);
    while (apart(one)) decide(one);
    // From then on nobody is told of anything apart, by whomever it comes.
    const reached = new Set([one]);
    while (reached.size < count) {
      const to = any();
      const from = [...reached][below(reached.size)] as Machine;
      expect(takes(to, from), `seed ${seed}`).toBe(true);
      reached.add(to);
    }
    for (const machine of machines) {
      expect(linkDigest(end(machine.chain))).toBe(linkDigest(end(one.chain)));
      expect(apart(machine), `seed ${seed}`).toBeUndefined();
      expect(brokenLink(machine.chain)).toBeUndefined();
      for (const other of machines) expect(takes(machine, other)).toBe(true);
    }
  }
});
