import { expect, test } from 'vitest';
import { brokenLink, linkDigest, newerLinks, nextPlace } from '#office/handover/decisionChain.ts';
import type { ChainLink } from '#shared/handover/chainLink.ts';

interface Link extends ChainLink {
  readonly by: string;
}

/** Goes on from a chain, as somebody on one machine decides. */
function decided(chain: readonly Link[], by: string, fork?: Link): Link[] {
  const turn = Math.max(0, ...chain.map((link) => link.turn));
  return [...chain, { by, ...nextPlace(chain, turn, fork) }];
}

const end = (chain: readonly Link[]) => chain.at(-1) as Link;

test('a chain goes on by one from the statement before, and any other is broken where it does not', () => {
  const chain = decided(decided(decided([], 'a'), 'b'), 'c');
  expect(chain.map(({ turn }) => turn)).toEqual([1, 2, 3]);
  expect(brokenLink(chain)).toBeUndefined();
  expect(brokenLink(chain.slice(1))).toBe(chain[1]);
  expect(brokenLink([chain[0], chain[2]] as Link[])).toBe(chain[2]);
  const jumped = { by: 'x', turn: 5, previous: linkDigest(end(chain)) };
  expect(brokenLink([...chain, jumped])).toBe(jumped);
  const begun = { by: 'x', turn: 1, previous: '', settles: linkDigest(end(chain)) };
  expect(brokenLink([begun])).toBe(begun);
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
  const settled = decided(here, 'settled', end(there));
  expect(end(settled).turn).toBe(4);
  expect(brokenLink(settled)).toBeUndefined();
  // The machine of the other way goes on with it, and so does one that knows only what they share.
  expect(newerLinks(there, settled)).toEqual([end(settled)]);
  const joined = [...there, end(settled)];
  expect(brokenLink(joined)).toBeUndefined();
  expect(newerLinks(shared, joined)).toEqual(joined.slice(1));
  // What comes of the way that was settled is old.
  expect(newerLinks(settled, there)).toEqual([]);
  expect(newerLinks(settled, joined)).toEqual([]);
  // Settled on both sides at once, they are apart again.
  expect(newerLinks(settled, decided(there, 'settled there', end(here)))).toBe('fork');
});
