import type { ReadableDatabase } from '#store/database.ts';
import { selectApart, wayTo } from '../publications/apartDecisions.ts';
import { selectDecisions, statementDigest } from '../publications/storedDecisions.ts';
import type { CarriedDecision, RegisterPart } from './registerPart.ts';

/** What of the decisions about the rules of a publication goes on from those here; 'fork' where both sides have decided. */
export function newerDecisions(
  register: ReadableDatabase,
  part: RegisterPart,
  publicationId: string,
): readonly CarriedDecision[] | 'fork' {
  const theirs = signedAbout(part.decisions, publicationId);
  const here = selectDecisions(register, publicationId).filter(isSigned);
  const end = theirs.at(-1);
  const [own] = here;
  if (!own || !end) return theirs;
  const known = [...here, ...selectApart(register, publicationId), ...toldDecisions(part, publicationId)];
  const isBehind = own.statement === end.statement || wayTo(own, statementDigest(end), known) !== undefined;
  return isBehind ? [] : (wayTo(end, statementDigest(own), known) ?? 'fork');
}

/** The publications about which a register tells decisions. */
export function decidedPublications({ decisions }: RegisterPart): readonly string[] {
  return [...new Set(decisions.map(({ publication_id }) => publication_id))];
}

/** Every signed decision about a publication that a register tells, on whatever way; the last is that by which its machine goes. */
export function toldDecisions(
  { decisions, apart = [] }: RegisterPart,
  publicationId: string,
): readonly CarriedDecision[] {
  return signedAbout([...apart, ...decisions], publicationId);
}

function signedAbout(decisions: readonly CarriedDecision[], publicationId: string): readonly CarriedDecision[] {
  return decisions.filter((one) => one.publication_id === publicationId && isSigned(one));
}

function isSigned({ statement }: Pick<CarriedDecision, 'statement'>): boolean {
  return statement !== null;
}
