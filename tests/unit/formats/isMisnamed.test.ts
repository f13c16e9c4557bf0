import { expect, test } from 'vitest';
import { isMisnamed } from '#formats/intake/isMisnamed.ts';

test('a name promises what its last ending says, whatever its case and its folders', () => {
  expect(isMisnamed('2018年/第3期.TXT', 'text')).toBe(false);
  expect(isMisnamed('第3期.docx', 'docx')).toBe(false);
  expect(isMisnamed('第3期.pdf.docx', 'pdf')).toBe(true);
  expect(isMisnamed('第3期', 'text')).toBe(true);
  // A name that is nothing but an ending has none.
  expect(isMisnamed('2018年/.txt', 'text')).toBe(true);
});
