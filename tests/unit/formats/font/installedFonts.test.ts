import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fontFolders } from '#formats/font/fontFolders.ts';
import { installedFonts } from '#formats/font/installedFonts.ts';
import { collection, madeFont, postScriptFont, withFontFolder } from './madeFonts.ts';

const characters = '云溪水';

test('fonts are found in folders of folders, with their names in both languages and their rights', async () => {
  await withFontFolder(async (folder) => {
    mkdirSync(join(folder, 'office', 'old'), { recursive: true });
    const fang = { chinese: '溪谷仿宋', english: 'Xigu FangSong', like: 'body', characters } as const;
    const hei = { chinese: '溪谷黑体', english: 'Xigu Hei', like: 'hei', characters } as const;
    writeFileSync(join(folder, 'a.ttf'), await madeFont({ ...fang, embedding: 0x0002 }));
    writeFileSync(
      join(folder, 'office', 'b.TTC'),
      collection([await madeFont(fang), await madeFont({ ...hei, weight: 700, isVariable: true })]),
    );
    writeFileSync(join(folder, 'office', 'old', 'c.otf'), postScriptFont('溪谷宋体', 'Xigu Song', 20));
    writeFileSync(join(folder, 'office', 'old', 'damaged.ttf'), (await madeFont(fang)).subarray(0, 60));
    writeFileSync(join(folder, 'readme.txt'), 'no font');
    const found = await installedFonts();
    expect(
      found.map(({ path, face, families, weight, embedding, outlines, isVariable }) => [
        path.slice(folder.length + 1),
        face,
        families.join('/'),
        weight,
        embedding,
        outlines,
        isVariable,
      ]),
    ).toEqual([
      ['a.ttf', 0, 'Xigu FangSong/溪谷仿宋', 400, 2, 'glyf', false],
      [join('office', 'b.TTC'), 0, 'Xigu FangSong/溪谷仿宋', 400, 8, 'glyf', false],
      [join('office', 'b.TTC'), 1, 'Xigu Hei/溪谷黑体', 700, 8, 'glyf', true],
      [join('office', 'old', 'c.otf'), 0, 'Xigu Song/溪谷宋体', 400, 0, 'CFF ', false],
    ]);
  });
});

test('a font that comes, changes or goes is seen the next time', async () => {
  await withFontFolder(async (folder) => {
    const path = join(folder, 'a.ttf');
    const families = async () => (await installedFonts()).map(({ families: [first] }) => first);
    expect(await families()).toEqual([]);
    writeFileSync(path, await madeFont({ chinese: '甲', english: 'First', like: 'body', characters }));
    expect(await families()).toEqual(['First']);
    writeFileSync(path, await madeFont({ chinese: '乙', english: 'Second one', like: 'body', characters }));
    expect(await families()).toEqual(['Second one']);
    rmSync(path);
    expect(await families()).toEqual([]);
  });
});

test('the folders of each system are those where it keeps fonts, and others where the office names them', () => {
  expect(fontFolders({}, 'linux', '/home/su')).toEqual([
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    '/home/su/.local/share/fonts',
    '/home/su/.fonts',
  ]);
  const windows = fontFolders({ WINDIR: 'D:\\Win', LOCALAPPDATA: 'D:\\Su' }, 'win32', 'C:\\Su');
  expect(windows.map((folder) => folder.replaceAll('/', '\\'))).toEqual([
    'D:\\Win\\Fonts',
    'D:\\Su\\Microsoft\\Windows\\Fonts',
  ]);
  expect(fontFolders({ NEIKAN_FONTS: '' }, 'linux', '/home/su')).toEqual([]);
});
