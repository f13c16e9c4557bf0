import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { typesetCommand } from '#cli/typesetCommand.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { hostileDocuments, hostileFiles, soundIssue, withPicture } from './hostileIssues.ts';
import { greyJpeg, greyPng } from './madePictures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-hostile-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(file: string | Buffer): readonly string[] {
  writeFileSync(join(folder, 'input.json'), file);
  return [join(folder, 'input.json'), '--out', join(folder, 'out')];
}

/** One message in Chinese for people: no English sentence, no stack, no value of a program. */
function expectForPeople(message: string) {
  expect(message).toMatch(/\p{Script=Han}/u);
  expect(message).not.toMatch(/undefined|NaN|\[object|Error|at \w+ \(|没有料到/);
  expect(message.length).toBeLessThan(2000);
}

async function refusalOf(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('it was not refused');
  expectForPeople(error.message);
  return error;
}

/** The command refuses the file, has said nothing else, and has left nothing. */
async function expectRefused(file: string | Buffer, said: RegExp, ...formats: readonly string[]) {
  const lines: string[] = [];
  const error = await refusalOf(typesetCommand([...written(file), ...formats], (line) => lines.push(line)));
  expect(error).toBeInstanceOf(CommandFailure);
  expect(error).toMatchObject({ exitCode: 1, message: expect.stringMatching(said) });
  expect(lines).toEqual([]);
  expect(readdirSync(folder)).toEqual(['input.json']);
}

const refuse = () => Promise.reject(new Error('must not be printed'));

test.each(hostileFiles)('$what is no issue, and is said to be none', async ({ file, said }) => {
  await expectRefused(file, said);
});

describe.each(hostileDocuments)('$what', ({ document, said }) => {
  test('is refused by the command with its place, and no file is written', async () => {
    const file = JSON.stringify(document);
    // It is the print that has to refuse it, not the reading.
    expect(IssueDocument.safeParse(JSON.parse(file)).success).toBe(true);
    await expectRefused(file, said);
  });

  test('is refused by the library with the same words, before anything is printed', async () => {
    const parameters = LayoutParameters.parse({ fonts: shippedOnly });
    const { message } = await refusalOf(typesetIssue(document, parameters, refuse));
    expect(message).toMatch(said);
  });
});

test.each([
  [{ marginInner_mm: 150, marginOuter_mm: 100 }, /没有留下版心/],
  [{ marginTop_mm: 400 }, /没有留下版心/],
  [{ paperWidth_mm: 1 }, /没有留下版心/],
  [{ charactersPerLine: 100 }, /每行100字太多/],
  [{ linesPerPage: 100 }, /每页100行太多/],
  [{ bodySize_pt: 500 }, /每行28字太多/],
  [{ pageNumberBelowTypeArea_mm: 200 }, /页码落到了纸外/],
])('the layout %j leaves nothing to print on, and is refused with what to change', async (layout, said) => {
  const { message } = await refusalOf(typesetIssue(soundIssue, LayoutParameters.parse(layout), refuse));
  expect(message).toMatch(said);
});

test('a damaged picture and a torn text are refused where no page is asked for, too', async () => {
  for (const what of ['a PNG cut short', 'half a character']) {
    const hostile = hostileDocuments.find((one) => one.what === what);
    if (!hostile) throw new Error(what);
    for (const format of ['docx', 'html', 'txt']) {
      await expectRefused(JSON.stringify(hostile.document), hostile.said, '--formats', format);
    }
  }
});

test('a thousand faults are told in a message that can be read', async () => {
  const body = Array.from({ length: 1000 }, () => ({ role: 'paragraph' as const, inlines: [{ text: '\u0001' }] }));
  const [article] = soundIssue.articles;
  if (!article) throw new Error('no article');
  const document = { ...soundIssue, articles: [{ ...article, body }] };
  await expectRefused(JSON.stringify(document), /第1篇第20段.+\n {2}另有980处$/);
});

test('the program itself says it on its error output, and nothing else', () => {
  const byName = (what: string) => hostileDocuments.find((one) => one.what === what);
  for (const hostile of [byName('ninety columns'), byName('a GIF'), byName('text turned from right to left')]) {
    if (!hostile) throw new Error('no such document');
    const args = ['electron/cli/main.ts', 'typeset', ...written(JSON.stringify(hostile.document))];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(hostile.said);
    expectForPeople(stderr);
    expect(readdirSync(folder)).toEqual(['input.json']);
  }
});

test('pictures that are whole are taken, whatever their kind', async () => {
  const pictures = [greyPng(30, 20), greyPng(1, 1)].map((bytes) => withPicture(bytes));
  for (const document of [...pictures, withPicture(greyJpeg(), 'image/jpeg')]) {
    await expect(typesetIssue(document, defaultLayoutParameters, refuse)).rejects.toThrow('must not be printed');
  }
});
