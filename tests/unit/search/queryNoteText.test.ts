import { expect, test } from 'vitest';
import { queryNoteText } from '#shared/search/queryNoteText.ts';
import { parseQuery } from '#shared/search/searchQuery.ts';

test('a note says where, what and why, counting characters as a person does', () => {
  const query = '𠮷野 “驿站';
  const notes = parseQuery(query).notes.map((note) => queryNoteText(query, note));
  expect(notes).toEqual(['第4字““”：引号没有配对']);
});

test('a long piece is told by its beginning', () => {
  const query = '驿'.repeat(30);
  expect(queryNoteText(query, { kind: 'tooLong', start: 5, end: 30 })).toBe(
    `第6字“${'驿'.repeat(12)}…”：太长，后面的没有用来查找`,
  );
});
