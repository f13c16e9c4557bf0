import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDesk } from '#hosts/desk/createDesk.ts';
import { DeskError } from '#hosts/desk/deskError.ts';
import type { Host, RefusedRequests } from '#hosts/host.ts';
import type { Printing } from '#hosts/printing.ts';
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

test('paper goes by the host’s own way where it has one, and its refusals are answered as they are', async () => {
  const sent: string[] = [];
  const printing: Printing = {
    list: async () => [],
    print: async ({ printer }) => {
      if (printer === '坏的') throw new DeskError('printerFailed', '打印机“坏的”没有接收。');
      sent.push(printer);
      return undefined;
    },
    stateOf: async () => 'done',
    cancel: async () => {},
  };
  const host = { name: 'electron', browser: 'Electron', printing } as Partial<Host> as Host;
  const desk = createDesk({ host, directory: temporaryFolder(), end: () => {} });
  const request = { pdf: new Uint8Array(1), printer: '一楼', copies: 1, sides: 'one', title: '云溪信息' };
  expect(await desk(ask, 'listPrinters', {})).toEqual({ ok: true, value: [] });
  expect(await desk(ask, 'printPdf', request)).toEqual({ ok: true, value: {} });
  expect(await desk(ask, 'printPdf', { ...request, printer: '坏的' })).toMatchObject({ code: 'printerFailed' });
  for (const wrong of [{ pages: '1;2' }, { copies: 0 }, { title: '' }, { printer: 'a\nb' }, { sides: 'both' }]) {
    expect(await desk(ask, 'printPdf', { ...request, ...wrong })).toMatchObject({ ok: false, code: 'malformed' });
  }
  expect(await desk(ask, 'cancelPrintJob', { job: '-a' })).toMatchObject({ ok: false, code: 'malformed' });
  expect(sent).toEqual(['一楼']);
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
