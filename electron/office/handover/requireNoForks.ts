import { afterCommit } from '../afterCommit.ts';
import { changeRegister, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication, selectPublications } from '../publications/publicationQueries.ts';
import { insertFork, isForkKnown, type NewFork } from './decisionForks.ts';
import { numberingEntry } from './dutyEntry.ts';
import { keepDuties } from './keepDuties.ts';
import { machineNameOf, requireOwnMachine } from './machineQueries.ts';
import type { RegisterPart } from './registerPart.ts';
import { conflict, type Taking } from './registerRows.ts';
import { dutyForks } from './takeDuties.ts';
import { numberingForks } from './takeNumbering.ts';

/**
 * Throws conflict where both sides have decided about the same, and says which machines have to agree. It is put down first, so that
 * no numbers are granted here meanwhile and the next decision about it settles it.
 */
export function requireNoForks(context: OfficeContext, part: RegisterPart, taking: Taking): void {
  const { register } = sessionOf(context);
  const here = selectPublications(register);
  const before = new Set(here.map(({ id }) => id));
  const ofNumbering = numberingForks(register, part, before);
  const ofDuties = dutyForks(register, part);
  const forks: readonly NewFork[] = [...ofNumbering, ...ofDuties];
  if (forks.length === 0) return;
  const own = requireOwnMachine(register).card.name;
  const named = (card: string) => machineNameOf(register, card);
  const sender = named(taking.sender);
  const publication = (id: string) => `《${selectPublication(register, id).name}》`;
  const [numbering] = ofNumbering.map(({ publicationId, statement }) => {
    const holder = numberingEntry(register, publicationId).name ?? own;
    return `${publication(publicationId)}由哪台机器签发编号，两边说的不一样：按“${own}”的登记是“${holder}”，按“${sender}”送来的是“${named(statement.card)}”`;
  });
  const [duty] = ofDuties.map(
    ({ publicationId, card }) =>
      `${publication(publicationId)}中“${named(card)}”能办什么，“${own}”和“${sender}”各定各的`,
  );
  const unknown = forks.filter((fork) => !isForkKnown(register, fork));
  if (unknown.length > 0) {
    changeRegister(context, (database, record) => {
      for (const fork of unknown) {
        record('noteDecisionFork', fork.publicationId, { package: taking.package, machines: [taking.sender] });
        insertFork(database, fork, taking);
      }
    });
    afterCommit(context, 'keepDuties', () => keepDuties(context));
    context.environment.emit({ kind: 'changed', nouns: ['publications', 'issues'] });
  }
  throw conflict(numbering ?? duty ?? '');
}
