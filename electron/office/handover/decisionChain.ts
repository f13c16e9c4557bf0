import type { ChainLink } from '#shared/handover/chainLink.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { digestOfText } from '../digestOfText.ts';

/** A signed statement in the letters in which it is kept. */
export function linkText(link: ChainLink): string {
  return canonicalJson(link as unknown as Json);
}

/** SM3 of a signed statement, by which the next one names it. */
export function linkDigest(link: ChainLink): string {
  return digestOfText(linkText(link));
}

/** What the next statement about the same says of its place; `fork` is the end of the other way, which it settles. */
export function nextPlace(
  chain: readonly ChainLink[],
  lastTurn: number,
  fork: ChainLink | undefined,
): Pick<ChainLink, 'turn' | 'previous' | 'settles'> {
  const end = chain.at(-1);
  return {
    turn: Math.max(lastTurn, fork?.turn ?? 0) + 1,
    previous: end ? linkDigest(end) : '',
    ...(fork ? { settles: linkDigest(fork) } : {}),
  };
}

/** The first statement that does not go on from the one before; undefined where all do. */
export function brokenLink<Link extends ChainLink>(chain: readonly Link[]): Link | undefined {
  return chain.find((link, index) => {
    const before = chain[index - 1];
    if (!before) return link.previous !== '' || link.settles !== undefined;
    const isInOrder = link.turn === before.turn + 1 || (link.settles !== undefined && link.turn > before.turn);
    return !isInOrder || !goesOn(link, linkDigest(before));
  });
}

/** What of the other chain follows here; 'fork' where both sides have gone on each in its way. */
export function newerLinks<Link extends ChainLink>(
  here: readonly Link[],
  theirs: readonly Link[],
): readonly Link[] | 'fork' {
  const end = here.at(-1);
  const theirEnd = theirs.at(-1);
  if (!theirEnd) return [];
  if (!end) return theirs;
  const known = linkDigest(end);
  const place = theirs.findIndex((link) => linkDigest(link) === known);
  if (place >= 0) return theirs.slice(place + 1);
  const told = linkDigest(theirEnd);
  if (here.some((link) => linkDigest(link) === told || goesOn(link, told))) return [];
  const next = theirs.findIndex((link) => goesOn(link, known));
  return next >= 0 ? theirs.slice(next) : 'fork';
}

function goesOn({ previous, settles }: ChainLink, digest: string): boolean {
  return previous === digest || settles === digest;
}
