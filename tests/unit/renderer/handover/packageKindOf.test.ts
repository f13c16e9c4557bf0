import { expect, test } from 'vitest';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { packageKindOf } from '../../../../renderer/screens/handover/packageKindOf.ts';

const standing = (state: string, ...actions: readonly string[]) =>
  ({ summary: { state }, steps: actions.map((action) => ({ action })) }) as unknown as WholeIssue;

test.each([
  ['drafting', [], undefined],
  ['inReview', ['submit'], 'submit'],
  ['awaitingRelease', ['submit', 'pass'], 'submit'],
  ['drafting', ['submit', 'return'], 'return'],
  ['inReview', ['submit', 'pass', 'return'], 'return'],
  ['drafting', ['submit', 'recall'], undefined],
  ['released', ['submit', 'pass', 'release'], 'signed'],
  ['archived', ['release', 'print', 'archive'], 'signed'],
  ['void', ['release', 'void'], undefined],
] as const)('an issue that stands at %s after %j goes as %s', (state, actions, kind) => {
  expect(packageKindOf(standing(state, ...actions))).toBe(kind);
});
