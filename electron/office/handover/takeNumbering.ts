import { joinedNumbers } from '#shared/handover/lastNumber.ts';
import type { SignedNumbering } from '#shared/handover/numberingStatement.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';
import { coveredBy, linkDigest, newerLinks } from './decisionChain.ts';
import type { NewFork } from './decisionForks.ts';
import { selectMachine } from './machineQueries.ts';
import { insertNumbering, numberingChain, numberingOf, ownCards } from './numberingQueries.ts';
import type { RegisterPart } from './registerPart.ts';
import type { Taking } from './registerRows.ts';

type CarriedNumbering = RegisterPart['numbering'][number];

/** What of the signed changes follows those here, as `followingNumbering`, and brings or takes the numbering only as somebody decides. */
function newerNumbering(
  register: ReadableDatabase,
  carried: CarriedNumbering,
  before: ReadonlySet<string>,
): readonly SignedNumbering[] | 'fork' {
  const newer = followingNumbering(register, carried, before);
  if (newer === 'fork') return newer;
  return isDecided(register, carried.publication, newer) ? newer : 'fork';
}

/**
 * By a `here` no machine gives the numbering to another, and none takes it from this one under a card not known as its own. As lost it is
 * taken from a card of this machine only where that is void, or where whoever decided knew what was said here last.
 */
function isDecided(register: ReadableDatabase, publicationId: string, newer: readonly SignedNumbering[]): boolean {
  const own = ownCards(register);
  const end = numberingChain(register, publicationId).at(-1);
  const known = numberingOf(register, publicationId)?.card;
  return newer.every(({ how, card, settles }, index) => {
    const last = newer[index - 1]?.card ?? known;
    if (how === 'given' || last === undefined || own.has(last) === own.has(card)) return true;
    if (how === 'here') return false;
    const isHeldHere = own.has(last) && selectMachine(register, last)?.state !== 'revoked';
    return !isHeldHere || (end !== undefined && settles === linkDigest(end));
  });
}

/** Whether it goes on from what was said here, and takes the numbering from this machine as if that were lost. */
function takesAsLost(register: ReadableDatabase, carried: CarriedNumbering, before: ReadonlySet<string>): boolean {
  const newer = followingNumbering(register, carried, before);
  return newer !== 'fork' && newer.some(({ how, settles }) => how === 'lost' && settles === undefined);
}

/**
 * What of the signed changes goes on from those here; 'fork' where both sides have gone on each in its way. `before` are the
 * publications that were here already: numbers of such a one are granted here where no change is.
 */
function followingNumbering(
  register: ReadableDatabase,
  { publication, statements }: CarriedNumbering,
  before: ReadonlySet<string>,
): readonly SignedNumbering[] | 'fork' {
  const here = numberingChain(register, publication);
  if (here.length > 0) return newerLinks(here, statements);
  const [first] = statements;
  const end = statements.at(-1);
  const known = numberingOf(register, publication);
  if (!first || !end || end.turn <= (known?.turn ?? 0)) return [];
  const own = ownCards(register);
  const isFromHere = own.has(first.givenBy);
  if (!known) return before.has(publication) && !isFromHere ? 'fork' : statements;
  // Nobody has signed who had it before, as this machine knows it.
  const goesOn = first.turn > known.turn && (own.has(known.card) ? isFromHere : first.givenBy === known.card);
  return goesOn ? statements : 'fork';
}

/**
 * Publications about whose numbering both sides have gone on each in its way. Where the other way has come as far as the one here, and
 * somebody who decides has signed it, no numbers are granted here before that is settled.
 */
export function numberingForks(register: ReadableDatabase, part: RegisterPart, before: ReadonlySet<string>): NewFork[] {
  return part.numbering.flatMap((carried) => {
    const end = carried.statements.at(-1);
    if (!end || newerNumbering(register, carried, before) !== 'fork') return [];
    const { publication: publicationId, statements } = carried;
    const here = new Set(numberingChain(register, publicationId).map(linkDigest));
    const hasDecision = statements.some((one) => one.how !== 'here' && !here.has(linkDigest(one)));
    const stops = hasDecision && end.turn >= (numberingOf(register, publicationId)?.turn ?? 0);
    const isLost = takesAsLost(register, carried, before);
    return [
      { kind: 'numbering' as const, publicationId, statement: end, way: [...coveredBy(statements)], stops, isLost },
    ];
  });
}

/**
 * Throws conflict for a publication that is new here and of which nobody has signed who grants its numbers: where nothing is said a
 * machine grants them itself. Of those that were `before` what is known here stays.
 */
export function requireNumberingOfNew({ numbering, publications }: RegisterPart, before: ReadonlySet<string>): void {
  const unsaid = numbering.find(({ publication, statements }) => statements.length === 0 && !before.has(publication));
  if (!unsaid) return;
  const name = publications.find(({ id }) => id === unsaid.publication)?.name ?? unsaid.publication;
  throw new OfficeError(
    'conflict',
    `《${name}》是本机还没有的刊物，写入网包的机器上没有由哪台机器签发编号的签名，没有采用。请先由签发编号的机器写一个入网包给它，再由它重写。`,
  );
}

/**
 * Puts in who grants numbers, where that is newer and was proved before. It comes here only with the last numbers of the machine that
 * gave it up. Returns the publications whose numbers are granted here from now on.
 */
export function takeNumbering(
  register: WritableDatabase,
  part: RegisterPart,
  { package: source }: Taking,
  before: ReadonlySet<string> = new Set(),
): string[] {
  const own = ownCards(register);
  return part.numbering.flatMap((carried) => {
    const newer = newerNumbering(register, carried, before);
    if (newer === 'fork') return [];
    const { granted, publication } = carried;
    for (const signed of newer) {
      const isGivenHere = signed.how === 'given' && own.has(signed.card);
      const isLast = signed === newer.at(-1);
      const told = granted?.given === linkDigest(signed) ? granted.last : undefined;
      // What its giver has granted is in the giver's own package, which has to come first.
      if (isGivenHere && isLast && !told) return [];
      const known = numberingOf(register, publication)?.last ?? [];
      const last = joinedNumbers(known, signed.last, told ?? []);
      insertNumbering(register, signed, { how: isGivenHere ? 'taken' : 'told', last, source });
    }
    const end = newer.at(-1);
    return end && own.has(end.card) ? [publication] : [];
  });
}
