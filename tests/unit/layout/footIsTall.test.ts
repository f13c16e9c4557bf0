import { expect, test } from 'vitest';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { footIsTall } from '#shared/layout/footIsTall.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';

const issue = (units: number) => ({
  ...emptyIssueDocument({ name: '云溪信息', organ: '' }),
  sendTo: Array.from({ length: units }, (_, index) => `云溪县第${index + 101}水务管理站`),
});

test('a foot is tall where its lines leave no room for the end of the text', () => {
  expect(footIsTall(issue(0), defaultLayoutParameters)).toBe(false);
  expect(footIsTall(issue(45), defaultLayoutParameters)).toBe(false);
  expect(footIsTall(issue(120), defaultLayoutParameters)).toBe(true);
  expect(footIsTall(issue(45), LayoutParameters.parse({ marginBottom_mm: 180 }))).toBe(true);
});
