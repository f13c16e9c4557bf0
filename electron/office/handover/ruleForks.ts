import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { changeRegister, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { insertApart, selectApart } from '../publications/apartDecisions.ts';
import { selectPublication, selectPublications } from '../publications/publicationQueries.ts';
import { apartSentence } from '../publications/ruleFaults.ts';
import { ruleRole } from '../publications/ruleProposals.ts';
import { selectDecisions } from '../publications/storedDecisions.ts';
import { machineNameOf } from './machineQueries.ts';
import { decidedPublications, newerDecisions, toldDecisions } from './newerDecisions.ts';
import { type DecisionProof, isProvedRule } from './proveDecisions.ts';
import type { CarriedDecision, RegisterPart } from './registerPart.ts';
import type { Taking } from './registerRows.ts';

/** What another machine has decided about the rules of a publication, apart from what was decided here. */
export interface RuleFork {
  readonly publicationId: string;
  /** The last of its way. */
  readonly end: CarriedDecision;
}

/** Publications about whose rules both sides have decided, each going on in its way. */
export function ruleForks(register: ReadableDatabase, part: RegisterPart): RuleFork[] {
  return decidedPublications(part).flatMap((publicationId) => {
    const end = toldDecisions(part, publicationId).at(-1);
    return end && newerDecisions(register, part, publicationId) === 'fork' ? [{ publicationId, end }] : [];
  });
}

/**
 * Puts down what both sides have decided each in its way, though the register that tells it is not taken: the next decision about the
 * publication settles it.
 */
export function noteRuleForks(
  context: OfficeContext,
  forks: readonly RuleFork[],
  part: RegisterPart,
  proof: DecisionProof,
  taking: Taking,
): void {
  const { register } = sessionOf(context);
  const unknown = forks.filter(({ publicationId, end }) =>
    selectApart(register, publicationId).every(({ statement }) => statement !== end.statement),
  );
  if (unknown.length === 0) return;
  changeRegister(context, (database, record) => {
    for (const { publicationId } of unknown) {
      record('noteDecisionFork', publicationId, { package: taking.package, machines: [taking.sender] });
      noteApart(database, part, proof, taking, [publicationId]);
    }
  });
  context.environment.emit({ kind: 'changed', nouns: ['publications'] });
}

/** Throws conflict where both sides have decided: it says what differs, between which machines, and how it is settled. */
export function requireNoRuleForks(register: ReadableDatabase, forks: readonly RuleFork[], sender: string): void {
  if (forks.length === 0) return;
  const told = forks.map(({ publicationId, end }) => {
    const { name, settings } = selectPublication(register, publicationId);
    return apartSentence(register, name, { sender, rules: end.rules }, settings);
  });
  const role = roleNames[ruleRole(register)];
  const other = machineNameOf(register, sender);
  throw new OfficeError(
    'conflict',
    `${told.join('')}没有采用这个入网包，两边先各按各的办。请${role}在本机“系统—刊物”中定下照哪边办，再写一个入网包，拿到“${other}”上采用。`,
  );
}

/**
 * Puts down what of a register was decided about publications on another way than here, and is proved: the next decision settles it, and
 * issues that were on their way by it are taken still.
 */
export function noteApart(
  register: WritableDatabase,
  part: RegisterPart,
  proof: DecisionProof,
  taking: Taking,
  publications: readonly string[] = selectPublications(register).map(({ id }) => id),
): void {
  for (const publicationId of publications) {
    const held = [...selectDecisions(register, publicationId), ...selectApart(register, publicationId)];
    const known = new Set(held.map(({ statement }) => statement));
    for (const one of toldDecisions(part, publicationId)) {
      if (known.has(one.statement) || !isProvedRule(part, proof, one)) continue;
      known.add(one.statement);
      insertApart(register, one, taking);
    }
  }
}
