import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { openOffice, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { recordOffice } from './recordOffice.ts';

test('proving the archive tells how far it is, and whoever ends it has nothing on record', async () => {
  const made = await recordOffice(3);
  made.office.close();
  const told: (OfficeEvent & { readonly kind: 'progress' })[] = [];
  const ending = { command: '' };
  const office: Office = openOffice(made.directory, {
    emit: (event) => {
      if (event.kind !== 'progress') return;
      told.push(event);
      if (event.command === ending.command && event.part === 1) void office.client.stopProof({});
    },
  });
  await signIn(office, 'dangan');
  const rowsOf = async (action: string) => {
    const { content } = await openBases(made.directory, 'lubian');
    return content.prepare('SELECT count(*) FROM audit WHERE action = ?').pluck().get(action);
  };
  for (const command of ['verifyArchive', 'testRecords'] as const) {
    const before = await rowsOf(command);
    ending.command = command;
    const ended = await office.client[command]({});
    expect(ended).toMatchObject({ ok: false, code: 'illegalState', details: { isStopped: true } });
    expect(await rowsOf(command)).toBe(before);
    expect(told.filter((event) => event.command === command).map(({ part, whole }) => `${part}/${whole}`)).toEqual([
      '0/3',
      '1/3',
    ]);
    ending.command = '';
  }
  expect(value(await office.client.verifyArchive({}))).toHaveLength(3);
  expect(value(await office.client.testRecords({})).report).toHaveLength(3);
  // Where nothing is under way there is nothing to end.
  value(await office.client.stopProof({}));
});
