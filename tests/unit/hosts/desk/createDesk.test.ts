import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDesk } from '#hosts/desk/createDesk.ts';
import type { Host, RefusedRequests } from '#hosts/host.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const ask = { kind: 'inPlace' } as const;

/** A desk on `directory` whose host says of refused requests what `refused` gives; nothing else of a host is used here. */
function deskOn(directory: string, refused: () => RefusedRequests = () => ({ count: 0, last: [] })) {
  const host = { name: 'chromium', browser: 'Chromium', isWithoutInterfaces: false, refused } as Partial<Host> as Host;
  const ends: string[] = [];
  return { desk: createDesk({ host, directory, end: (reason) => ends.push(reason) }), ends };
}

test('preferences come back as they were saved', async () => {
  const { desk } = deskOn(temporaryFolder());
  const before = await desk(ask, 'readPreferences', {});
  expect(before).toMatchObject({ ok: true, value: { theme: 'system', zoom: 1 } });
  expect(await desk(ask, 'savePreferences', { theme: 'dark', zoom: 1.25 })).toEqual({ ok: true, value: {} });
  expect(await desk(ask, 'readPreferences', {})).toMatchObject({ ok: true, value: { theme: 'dark', zoom: 1.25 } });
});

test('preferences that cannot be saved are answered with the reason', async () => {
  const { desk } = deskOn(join(temporaryFolder(), 'gone'));
  const answer = await desk(ask, 'savePreferences', {});
  expect(answer).toMatchObject({ ok: false, code: 'notFound', message: expect.stringContaining('gone') });
});

test('a failure nobody foresaw is answered with a number, under which the log has the place but not the words', async () => {
  const directory = temporaryFolder();
  const { desk } = deskOn(directory, () => {
    throw new RangeError('澜溪县开设村口服务点');
  });
  const answer = await desk(ask, 'networkProof', {});
  const log = answer.ok ? '' : String(answer.details?.log);
  expect(log).toMatch(/^[0-9a-f]{8}$/);
  expect(answer).toMatchObject({ ok: false, code: 'failed', message: expect.stringContaining(log) });
  const written = readFileSync(join(directory, 'neikan.log'), 'utf8');
  expect(written).toContain(`${log} networkProof RangeError`);
  expect(written).toContain('createDesk');
  expect(written).not.toContain('澜溪县');
});

test('what a host says outside the contract is not passed on', async () => {
  const directory = temporaryFolder();
  const { desk } = deskOn(directory, () => ({ count: 0.5, last: [] }));
  expect(await desk(ask, 'networkProof', {})).toMatchObject({ ok: false, code: 'failed' });
});

test('strangers, unknown commands and malformed questions do nothing', async () => {
  const directory = temporaryFolder();
  const { desk, ends } = deskOn(directory);
  const stranger = { kind: 'window', origin: 'https://example.invalid', isMainFrame: true } as const;
  expect(await desk(stranger, 'quit', {})).toMatchObject({ ok: false, code: 'strangeSender' });
  expect(await desk(ask, 'toString', {})).toMatchObject({ ok: false, code: 'unknownCommand' });
  expect(await desk(ask, 'quit', { now: true })).toMatchObject({ ok: false, code: 'malformed' });
  expect(ends).toEqual([]);
  expect(existsSync(join(directory, 'neikan.log'))).toBe(false);
  expect(await desk(ask, 'lock', {})).toEqual({ ok: true, value: {} });
  expect(ends).toEqual(['lock']);
});
