import { expect, test } from 'vitest';
import { usualPhrases } from '#shared/workflow/usualPhrases.ts';
import { code, foundedOffice, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

test('everybody begins with the usual phrases and keeps an own list, which no other sees and no audit repeats', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'qiaoyi');
  expect(value(await client.readPhrases({})).phrases).toEqual(usualPhrases);
  value(await client.savePhrases({ phrases: ['拟同意，请领导审定。', '同意。'] }));
  expect(value(await client.readPhrases({})).phrases).toEqual(['拟同意，请领导审定。', '同意。']);
  value(await client.savePhrases({ phrases: [] }));
  expect(value(await client.readPhrases({})).phrases).toEqual([]);
  value(await client.savePhrases({ phrases: ['拟同意。'] }));
  await signIn(office, 'shenjun');
  expect(value(await client.readPhrases({})).phrases).toEqual(usualPhrases);
  const rows = value(await client.listAudit({ chain: 'register', actions: ['savePhrases'], limit: 10 }));
  expect(rows.map(({ person, details }) => [person, details])).toEqual([
    ['qiaoyi', { phrases: 1 }],
    ['qiaoyi', { phrases: 0 }],
    ['qiaoyi', { phrases: 2 }],
  ]);
  for (const phrases of [
    ['同意', '同意'],
    [' '],
    ['长'.repeat(201)],
    Array.from({ length: 31 }, (_, at) => `第${at}条`),
  ]) {
    expect(code(await client.savePhrases({ phrases })), phrases[0]?.slice(0, 9)).toBe('malformed');
  }
  const { register } = await openBases(directory, 'shenjun');
  const write = (phrases: unknown) =>
    register.prepare("INSERT INTO opinion_phrases VALUES ('shenjun', ?, '2024-06-03')").run(JSON.stringify(phrases));
  expect(() => write([1])).toThrow(/200 characters/);
  expect(() => write(['长'.repeat(201)])).toThrow(/200 characters/);
  expect(() => write(Array.from({ length: 31 }, String))).toThrow(/CHECK/);
  expect(() => write({})).toThrow(/CHECK/);
  expect(() => register.exec('UPDATE opinion_phrases SET phrases = \'[" "]\'')).toThrow(/200 characters/);
});
