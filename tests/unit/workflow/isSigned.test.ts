import { expect, test } from 'vitest';
import { isSigned } from '#shared/workflow/isSigned.ts';
import { issueStates } from '#shared/workflow/issueWorkflow.ts';

test('an issue is signed from 签发 on, as long as it is not void', () => {
  expect(issueStates.filter(isSigned)).toEqual(['released', 'printed', 'archived']);
});
