import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { typesetCommand } from '#cli/typesetCommand.ts';
import { readSfntTables } from '#formats/font/sfntTables.ts';
import { writeSfnt } from '#formats/font/writeSfnt.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { collection, madeFont, withFontFolder } from '../../unit/formats/font/madeFonts.ts';
import { riverIssue } from './riverIssue.ts';

const issue = riverIssue(60);
const characters = slotTexts(issue, defaultLayoutParameters)
  .flatMap(({ slot, text }) => (slot === 'body' ? [text] : []))
  .join('');
/** The office's 仿宋, sound as it is. */
const sound = await madeFont({ chinese: '仿宋_GB2312', english: 'FangSong_GB2312', like: 'kai', characters });

/** The font with one table changed, or left out. */
function withTable(tag: string, change: (table: Buffer) => Buffer | undefined): Buffer {
  const tables = new Map(readSfntTables(sound));
  const changed = change(Buffer.from(tables.get(tag) as Buffer));
  if (changed) tables.set(tag, changed);
  else tables.delete(tag);
  return writeSfnt(tables);
}

const damaged = '字体文件已损坏';
const passedOver = (reason: string) => new RegExp(`^仿宋没有用仿宋_GB2312（office\\.tt[fc]）：${reason}$`);

/** What is on the machine in place of its 仿宋, and what the export says of it in its manifest; it prints with the font that ships. */
const passed: readonly (readonly [what: string, file: Buffer, said: RegExp | undefined])[] = [
  [
    'a font that may not be embedded',
    withTable('OS/2', (table) => written16(table, 8, 0x0002)),
    passedOver('字体的授权不允许嵌入文件'),
  ],
  ['a font of bitmaps', withTable('glyf', () => undefined), passedOver('字体没有轮廓')],
  ['a font without cmap', withTable('cmap', () => undefined), passedOver(damaged)],
  ['a cmap of a format nobody has', withTable('cmap', (table) => filled(table, 4, 0xee)), passedOver(damaged)],
  ['a cmap cut short', withTable('cmap', (table) => table.subarray(0, 30)), passedOver(damaged)],
  ['a font without widths', withTable('hmtx', () => undefined), passedOver(damaged)],
  ['a font of no units to the em', withTable('head', (table) => written16(table, 18, 0)), passedOver(damaged)],
  // Files of which not even the name can be read are some of many on a machine; nobody asked for them.
  ['an empty file', Buffer.alloc(0), undefined],
  ['a file cut short', sound.subarray(0, sound.length - 400), undefined],
  ['a text that is called a font', Buffer.from('没有这样的字体'.repeat(50)), undefined],
  ['a collection that points nowhere', brokenCollection(), undefined],
  ['a collection of a billion fonts', written32(collection([sound]).subarray(0, 40), 8, 1_000_000_000), undefined],
];

/** What is found out only when the glyphs are drawn: the export stops and names the file. */
const stopped: readonly (readonly [what: string, file: Buffer])[] = [
  ['a font whose glyphs are empty', withTable('loca', (table) => Buffer.alloc(table.length))],
  ['outlines that are elsewhere', withTable('loca', (table) => filled(table, 4, 0xee))],
  ['outlines of nonsense', withTable('glyf', (table) => filled(table, 0, 0x7f))],
];

function written16(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16BE(value, at);
  return copy;
}

function written32(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32BE(value, at);
  return copy;
}

function filled(bytes: Buffer, from: number, value: number): Buffer {
  return Buffer.from(bytes).fill(value, from);
}

function brokenCollection(): Buffer {
  return written32(collection([sound]), 12, 0x7fffffff);
}

const fileName = (file: Buffer) => `office.${file.toString('latin1', 0, 4) === 'ttcf' ? 'ttc' : 'ttf'}`;

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

/** What the manifest of the issue says of fonts on a machine with this file. */
async function substitutionsWith(file: Buffer): Promise<readonly string[]> {
  return withFontFolder(async (fonts) => {
    writeFileSync(join(fonts, fileName(file)), file);
    return (await typesetIssue(issue, defaultLayoutParameters, printer.print)).layoutManifest.substitutions;
  });
}

/** How the command ends on a machine with this file, and what it leaves beside its input. */
async function commandWith(file: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-hostile-'));
  try {
    return await withFontFolder(async (fonts) => {
      writeFileSync(join(fonts, fileName(file)), file);
      const input = join(folder, 'input.json');
      writeFileSync(input, JSON.stringify(issue));
      const work = typesetCommand([input, '--out', join(folder, 'out')], () => {});
      const error = await work.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return { error, left: readdirSync(folder) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the font of the office prints where it is sound', async () => {
  expect((await substitutionsWith(sound)).join()).not.toContain('仿宋');
});

test.each(passed)('%s is passed over, and the manifest says why', async (_what, file, said) => {
  const substitutions = await substitutionsWith(file);
  expect(substitutions).toContain('仿宋用随程序提供的Neikan Fang');
  const ofOffice = substitutions.filter((line) => line.includes('仿宋_GB2312'));
  if (said) expect(ofOffice).toEqual([expect.stringMatching(said)]);
  else expect(ofOffice).toEqual([]);
});

test.each(stopped)('%s stop the export, the file is named, and nothing is written', async (_what, file) => {
  const { error, left } = await commandWith(file);
  expect(error).toBeInstanceOf(CommandFailure);
  expect(error).toMatchObject({
    exitCode: 1,
    message: '字体文件已损坏：仿宋_GB2312（office.ttf）。请重新安装这个字体，或者在刊物的版式中改用别的字体。',
  });
  expect(left).toEqual(['input.json']);
});

test('a font without the characters stops the export, with font, characters and places', async () => {
  const few = await madeFont({ chinese: '仿宋_GB2312', english: 'FangSong_GB2312', like: 'kai', characters: '云溪' });
  const { error, left } = await commandWith(few);
  expect(error).toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(/县（U\+53BF）：仿宋（仿宋_GB2312），见/),
  });
  expect(left).toEqual(['input.json']);
});
