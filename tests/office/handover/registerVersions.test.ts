import { expect, test } from 'vitest';
import type { RegisterPart } from '#office/handover/registerPart.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { signIn, value } from '../office/foundedOffice.ts';
import { forgedRegister, lastWritten, toldRegister } from './forgedRegister.ts';
import { asking, firstMachine, joinedTo, joining, letIn, writeJoin } from './joining.ts';

/** As a program of another version tells it. */
const inVersion = (told: RegisterPart, version: number, more: object = {}) =>
  ({ ...told, version, ...more }) as unknown as RegisterPart;

const newer = {
  ok: false,
  code: 'unreadableFile',
  details: { reason: 'recordsNewer' },
  message: expect.stringContaining('由较新的程序写成'),
};

test('the register of a newer program is named as that, wherever it is read, and that of an earlier one is taken', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const card = readCard(new TextDecoder().decode(second.request.file.bytes));
  const told = await toldRegister(first, second.card);
  expect(told.version).toBe(3);
  let after: { sequence: number; hash: string } = await lastWritten(first, second.card);
  const answerTo = async (part: RegisterPart) => {
    const files = await forgedRegister(first, card, part, after);
    await signIn(second.office, 'wenhe');
    const { entry } = value(await second.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
    after = { sequence: after.sequence + 1, hash: entry.hash ?? '' };
    return second.office.client.takeRegister({ hash: entry.hash ?? '' });
  };
  expect(await answerTo(inVersion(told, 4, { calendars: [] }))).toMatchObject(newer);
  // What nobody writes is no newer program's.
  const damaged = { ok: false, code: 'unreadableFile', details: { reason: 'contentIncomplete' } };
  expect(await answerTo(inVersion(told, 1))).toMatchObject(damaged);
  expect(await answerTo(inVersion(told, 3, { calendars: [] }))).toMatchObject(damaged);
  expect(await answerTo(inVersion(told, 2))).toMatchObject({ ok: true });

  const third = await asking('签发机');
  const cardOfThird = await letIn(first.office, third);
  const written = await writeJoin(first.office, cardOfThird);
  const own = readCard(new TextDecoder().decode(third.request.file.bytes));
  const joinBy = async (version: number) => {
    const last = await lastWritten(first, cardOfThird);
    const files = await forgedRegister(first, own, inVersion(await toldRegister(first, cardOfThird), version), last);
    return third.office.client.joinOffice({ ...(await joining(first.office, written)), files: [...files] });
  };
  expect(await joinBy(4)).toMatchObject(newer);
  expect(value(await third.office.client.officeStatus({})).state).toBe('empty');
  expect(await joinBy(2)).toMatchObject({ ok: true });
});
