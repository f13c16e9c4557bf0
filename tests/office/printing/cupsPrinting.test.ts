import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { createCupsPrinting } from '#hosts/desk/cups/createCupsPrinting.ts';
import type { PrintJobState, PrintRequest } from '#shared/contract/deskCommands.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from './fullIssue.ts';
import { type PrivateCups, startPrivateCups, whyNoCups } from './privateCups.ts';
import { readPdf, textOf } from './readPdf.ts';

const whyNot = whyNoCups();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
if (whyNot) console.log(`printing by CUPS skipped: ${whyNot}`);

const printing = createCupsPrinting();
let cups: PrivateCups | undefined;
let pdf: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  if (whyNot) return;
  cups = await startPrivateCups();
  const printer = await createPrinter();
  try {
    pdf = new Uint8Array((await typesetIssue(fullIssue, defaultLayoutParameters, printer.print)).pdf);
  } finally {
    await printer.close();
  }
});
afterAll(() => cups?.stop());

const request = (more: Partial<PrintRequest>): PrintRequest => ({
  pdf,
  printer: 'Paper',
  copies: 1,
  sides: 'one',
  title: '云溪信息第7期',
  ...more,
});

/** Prints and waits until the job has left the queue. */
async function printed(more: Partial<PrintRequest>): Promise<{ state: PrintJobState; bytes: Uint8Array }> {
  const job = (await printing.print(request(more))) ?? '';
  return { state: await endOf(job), bytes: new Uint8Array(cups?.printed('Paper') ?? []) };
}

async function endOf(job: string): Promise<PrintJobState> {
  for (;;) {
    const state = await printing.stateOf(job);
    if (!['waiting', 'printing', 'held'].includes(state)) return state;
  }
}

test.skipIf(whyNot)(titled('the printers of the machine are told with what they can do'), async () => {
  const unknown = { isDefault: false, hasDriver: false, canDuplex: false, trays: [], papers: [] };
  const refusal = expect.stringContaining('网络打印机');
  expect(await printing.list()).toEqual([
    { ...unknown, name: 'Both', refusal },
    { ...unknown, name: 'Far', refusal },
    {
      name: 'Paper',
      isDefault: true,
      hasDriver: true,
      canDuplex: true,
      trays: ['Tray1', 'Tray2'],
      papers: ['A3', 'A4'],
    },
    { ...unknown, name: 'Plain' },
  ]);
});

test.skipIf(whyNot)(titled('the pages that were asked for arrive, so many times, with their text'), async () => {
  const whole = await readPdf(pdf);
  const { state, bytes } = await printed({ pages: '2-3', copies: 2, sides: 'longEdge', tray: 'Tray2', paper: 'A4' });
  expect(state).toBe('done');
  const pages = await readPdf(bytes);
  expect(pages.map((page) => textOf([page]))).toEqual(
    [1, 2, 1, 2].map((index) => textOf(whole.slice(index, index + 1))),
  );
});

test.skipIf(whyNot)(
  titled('nothing goes to a printer of the network, to a class, or to one that is not there'),
  async () => {
    await expect(printing.print(request({ printer: 'Far' }))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(printing.print(request({ printer: 'Both' }))).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:forbidden|notFound)$/),
    });
    await expect(printing.print(request({ printer: 'Nobody' }))).rejects.toMatchObject({ code: 'notFound' });
  },
);

test.skipIf(whyNot)(
  titled('the very bytes wait in the queue, can be cancelled once, and a printer that was stopped is refused'),
  async () => {
    cups?.administer('-p', 'Paper', '-o', 'job-hold-until-default=indefinite');
    const job = (await printing.print(request({}))) ?? '';
    cups?.administer('-p', 'Paper', '-o', 'job-hold-until-default=no-hold');
    expect(await printing.stateOf(job)).toBe('waiting');
    expect(cups?.spooled(job).equals(pdf)).toBe(true);
    await printing.cancel(job);
    expect(await printing.stateOf(job)).toBe('cancelled');
    await expect(printing.cancel(job)).rejects.toMatchObject({ code: 'printerFailed' });

    cups?.disable('Paper');
    await expect(printing.print(request({}))).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('已停用'),
    });
    cups?.enable('Paper');
  },
);

test.skipIf(whyNot)(titled('what is no PDF is refused, and without the service it is said'), async () => {
  const stray = new TextEncoder().encode('这不是PDF');
  const job = (await printing.print(request({ pdf: stray }))) ?? '';
  expect(await endOf(job)).toBe('failed');
  // Nothing of it is left in the queue, and it is told again as it was.
  expect(spawnSync('lpstat', ['-o', 'Paper'], { encoding: 'utf8' }).stdout).toBe('');
  expect(await printing.stateOf(job)).toBe('failed');
  const server = process.env.CUPS_SERVER;
  process.env.CUPS_SERVER = 'printers.invalid';
  try {
    await expect(printing.list()).rejects.toMatchObject({ code: 'forbidden' });
    process.env.CUPS_SERVER = 'localhost';
    await expect(printing.list()).rejects.toMatchObject({ code: 'notFound' });
  } finally {
    process.env.CUPS_SERVER = server;
  }
});
