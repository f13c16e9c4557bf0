import { expect, test } from 'vitest';
import { type ArchivedWhole, readArchived } from '../../../../renderer/screens/archive/readArchived.ts';

type Reader = NonNullable<Parameters<typeof readArchived>[2]>;

/** An office that answers at once and remembers in which order it was asked. */
function asked(state: string) {
  const calls: string[] = [];
  const reader = {
    readArchivedIssue: async () => {
      calls.push('readArchivedIssue');
      return { ok: true, value: { issue: { state } } };
    },
    readIssue: async () => {
      calls.push('readIssue');
      return { ok: true, value: { summary: { state } } };
    },
    readFrozenFile: async () => {
      calls.push('readFrozenFile');
      return { ok: true, value: { bytes: new Uint8Array([1]) } };
    },
  } as unknown as Reader;
  return { calls, reader };
}

test('whoever has gone on before it is rested on has read nothing', async () => {
  const { calls, reader } = asked('printed');
  expect(await readArchived('a', { isGone: () => true }, reader)).toMatchObject({ ok: false });
  expect(calls).toEqual([]);
});

test('what has changed is asked for at once, and the pages that stay are not read a second time', async () => {
  const first = asked('printed');
  const reading = await readArchived('a', { isGone: () => false }, first.reader);
  expect(first.calls).toEqual(['readArchivedIssue', 'readIssue', 'readFrozenFile']);
  const before = (reading.ok ? reading.value : undefined) as ArchivedWhole;
  const second = asked('archived');
  const pending = readArchived('a', { isGone: () => false, before }, second.reader);
  // Before any timer can have run.
  expect(second.calls).toEqual(['readArchivedIssue', 'readIssue']);
  expect(await pending).toMatchObject({ ok: true, value: { issue: { state: 'archived' }, pdf: before.pdf } });
});
