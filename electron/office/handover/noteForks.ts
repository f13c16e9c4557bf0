import { afterCommit } from '../afterCommit.ts';
import { changeRegister, type OfficeContext, sessionOf } from '../officeContext.ts';
import { insertFork, isForkKnown, type NewFork } from './decisionForks.ts';
import { keepDuties } from './keepDuties.ts';
import type { Taking } from './registerRows.ts';

/**
 * Puts down what both sides have decided each in its way, though the register that tells it is not taken: no numbers are granted here
 * meanwhile where they are meant, and the next decision about it settles it.
 */
export function noteForks(context: OfficeContext, forks: readonly NewFork[], taking: Taking): void {
  const { register } = sessionOf(context);
  const unknown = forks.filter((fork) => !isForkKnown(register, fork));
  if (unknown.length === 0) return;
  changeRegister(context, (database, record) => {
    for (const fork of unknown) {
      record('noteDecisionFork', fork.publicationId, { package: taking.package, machines: [taking.sender] });
      insertFork(database, fork, taking);
    }
  });
  afterCommit(context, 'keepDuties', () => keepDuties(context));
  context.environment.emit({ kind: 'changed', nouns: ['publications', 'issues'] });
}
