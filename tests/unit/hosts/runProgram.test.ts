import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Host, HostWindowOptions } from '#hosts/host.ts';
import { runProgram } from '#hosts/runProgram.ts';
import type { OfficeHost, OfficeProcess } from '#hosts/startOffice.ts';

const sender = { kind: 'inPlace' } as const;

/** A program whose offices start, or fail to, as `starts` says one after the other; `use` is what a person does with it. */
async function programWith(
  starts: readonly ('runs' | 'fails')[],
  use: (options: HostWindowOptions, fall: () => void) => Promise<void>,
  ending: 'closed' | 'crashed' = 'closed',
) {
  const directory = mkdtempSync(join(tmpdir(), 'program-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const remaining = [...starts];
  let gone = () => {};
  let isClosed = false;
  const officeEnds: (boolean | undefined)[] = [];
  const office: OfficeProcess = {
    call: async () => ({ ok: true, value: '答' }),
    close: async (isCutOff) => {
      officeEnds.push(isCutOff);
    },
    pid: undefined,
  };
  const host: Host = {
    name: 'chromium',
    browser: '',
    isWithoutInterfaces: true,
    refused: () => ({ count: 0, last: [] }),
    print: async () => new Uint8Array(),
    close: async () => {
      isClosed = true;
    },
    startOffice: async (_directory, officeHost: OfficeHost) => {
      gone = officeHost.gone;
      if (remaining.shift() === 'fails') throw new Error('no process can be started');
      return { ok: true, value: office };
    },
    openWindow: async (options) => ({
      send: () => {},
      close: async () => {},
      closed: use(options, () => gone()).then(() => ending),
    }),
  };
  const end = await runProgram(host, directory);
  return { end, isClosed, officeEnds };
}

test('an office that cannot be started again is told to the next call, which starts it', async () => {
  const answers: unknown[] = [];
  const { end, isClosed } = await programWith(['runs', 'fails', 'runs'], async ({ onCall }, fall) => {
    const ask = async () => answers.push(await onCall(sender, 'call', 'listIssues', {}));
    await ask();
    fall();
    // The start that failed is nobody's to wait for: it must not take the program with it.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await ask();
  });
  expect(answers).toEqual([
    { ok: true, value: '答' },
    { ok: true, value: '答' },
  ]);
  expect(end).toEqual({ ok: true, value: 'quit' });
  expect(isClosed).toBe(true);
});

test('an office that cannot be started at all is told in words, and the host is closed', async () => {
  const answers: unknown[] = [];
  const { end, isClosed } = await programWith(['fails'], async ({ onCall }) => {
    answers.push(await onCall(sender, 'call', 'listIssues', {}));
  });
  const refusal = { ok: false, code: 'officeGone', message: expect.stringContaining('没能启动') };
  expect(answers).toEqual([refusal]);
  expect(end).toEqual(refusal);
  expect(isClosed).toBe(true);
});

test('a window that has crashed closes the office as one that was cut off, and the sign-in comes again; a closed one does not', async () => {
  const crashed = await programWith(['runs'], async () => {}, 'crashed');
  expect(crashed.officeEnds).toEqual([true]);
  expect(crashed.end).toEqual({ ok: true, value: 'lock' });
  const closed = await programWith(['runs'], async () => {});
  expect(closed.officeEnds).toEqual([false]);
  expect(closed.end).toEqual({ ok: true, value: 'quit' });
});
