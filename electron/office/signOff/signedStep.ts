import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { type StepStatement, signStep } from '#shared/issue/stepStatement.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { digestOfText } from '../digestOfText.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';

/** The statement of a step that is being taken, signed with the key of whoever is signed in, as its row keeps it. */
export function signedStep(
  context: OfficeContext,
  content: ReadableDatabase,
  step: Omit<StepStatement, 'previous' | 'publicKey'>,
): string {
  const { publicKey, privateKey } = sessionOf(context).keys;
  const before = content
    .prepare('SELECT statement FROM issue_steps WHERE issue_id = ? AND step = ?')
    .pluck()
    .get(step.issue, step.step - 1) as string | null | undefined;
  return canonicalJson(signStep({ ...step, previous: previousOf(before), publicKey }, privateKey));
}

/** What a step says of the one before it; one from before steps were signed has no statement. */
export function previousOf(statement: string | null | undefined): string {
  return statement ? digestOfText(statement) : '';
}
