import type { ChainLink } from '#shared/handover/chainLink.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { digestOfText } from '../digestOfText.ts';

/** A signed statement in the letters in which it is kept. */
export function linkText(link: ChainLink): string {
  return canonicalJson(link);
}

/** SM3 of a signed statement, by which the next one names it. */
export function linkDigest(link: ChainLink): string {
  return digestOfText(linkText(link));
}

/** By digest: the statements of a chain, and those they say they go on from. */
export function coveredBy(chain: readonly ChainLink[]): ReadonlySet<string> {
  return new Set(chain.flatMap((link) => [linkDigest(link), ...namedLinks(link)]));
}

/** Another way than the one here: its end, and all that it covers. */
export interface OtherWay {
  readonly statement: ChainLink;
  readonly way: readonly string[];
}

/** What the next statement about the same says of its place, after the one before and, where there is one, the other way that it settles. */
export function nextPlace(
  chain: readonly ChainLink[],
  lastTurn: number,
  other: OtherWay | undefined,
): Pick<ChainLink, 'turn' | 'settles'> & { readonly previous: string; readonly passes?: string[] } {
  const end = chain.at(-1);
  const previous = end ? linkDigest(end) : '';
  if (!other) return { turn: lastTurn + 1, previous };
  const settles = linkDigest(other.statement);
  const both = new Set([...coveredBy(chain), ...other.way]);
  const passes = [...both].filter((one) => one !== previous && one !== settles).sort();
  return {
    turn: Math.max(lastTurn, other.statement.turn) + 1,
    previous,
    settles,
    ...(passes.length > 0 ? { passes } : {}),
  };
}

/** The first statement that does not go on from the one before; undefined where all do. */
export function brokenLink<Link extends ChainLink>(chain: readonly Link[]): Link | undefined {
  return chain.find((link, index) => {
    if (link.passes && link.settles === undefined) return true;
    const before = chain[index - 1];
    // The first may settle another way where what was known here before is unsigned.
    if (!before) return link.previous !== '';
    const isInOrder = link.turn === before.turn + 1 || (link.settles !== undefined && link.turn > before.turn);
    return !isInOrder || !namedLinks(link).includes(linkDigest(before));
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
  if (coveredBy(here).has(linkDigest(theirEnd))) return [];
  const next = theirs.findIndex((link) => namedLinks(link).includes(known));
  return next >= 0 ? theirs.slice(next) : 'fork';
}

/** The statements from which one says that it goes on. */
export function namedLinks({ previous, settles, passes = [] }: ChainLink): readonly string[] {
  return [...(previous === '' ? [] : [previous]), ...(settles === undefined ? [] : [settles]), ...passes];
}
