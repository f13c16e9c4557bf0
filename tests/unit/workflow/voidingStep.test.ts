import { expect, test } from 'vitest';
import type { IssueAction, IssueState } from '#shared/workflow/issueWorkflow.ts';
import { voidingStep } from '#shared/workflow/voidingStep.ts';

const step = (
  action: IssueAction,
  toState: IssueState,
  toStation: number,
  person = 'x',
  onBehalfOf: string | null = null,
) => ({
  action,
  toState,
  toStation,
  person,
  onBehalfOf,
});
const signature = (kind: 'responsibleEditor' | 'reviewer' | 'countersigner', station: number, person = 'own') => ({
  kind,
  station,
  person,
  onBehalfOf: null,
});

test('a signature counts until the issue goes back to its station or before it', () => {
  const pass = step('pass', 'awaitingRelease', 2);
  const toSecond = step('return', 'inReview', 2);
  const toFirst = step('return', 'inReview', 1);
  expect(voidingStep(signature('reviewer', 1), [pass, toSecond])).toBeUndefined();
  expect(voidingStep(signature('reviewer', 1), [pass, toFirst, toSecond])).toBe(toFirst);
  expect(voidingStep(signature('reviewer', 2), [pass, toSecond, toFirst])).toBe(toSecond);
});

test('every signature goes with a draft, and with a correction that the editor has to confirm', () => {
  const draft = step('return', 'drafting', 0);
  const correction = step('correct', 'awaitingConfirmation', 1);
  expect(voidingStep(signature('responsibleEditor', 0), [draft])).toBe(draft);
  expect(voidingStep(signature('responsibleEditor', 0), [correction])).toBe(correction);
});

test('of several who sign together each takes back the own signature, or that of whoever signed in the same place', () => {
  const own = step('recall', 'inReview', 2, 'own');
  const others = step('recall', 'inReview', 2, 'other');
  const inPlace = step('recall', 'inReview', 2, 'other', 'own');
  expect(voidingStep(signature('countersigner', 2), [others])).toBeUndefined();
  expect(voidingStep(signature('countersigner', 2), [others, own])).toBe(own);
  expect(voidingStep(signature('countersigner', 2), [inPlace])).toBe(inPlace);
  expect(voidingStep(signature('reviewer', 2), [others])).toBe(others);
  expect(voidingStep(signature('countersigner', 3), [others])).toBe(others);
});
