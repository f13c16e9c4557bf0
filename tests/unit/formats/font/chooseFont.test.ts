import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeFonts, substitutionNotes } from '#formats/font/describeFonts.ts';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { proposeSubstitutes } from '#formats/font/proposeSubstitutes.ts';
import { slotFonts } from '#formats/font/slotFonts.ts';
import { FontChoice, shippedOnly } from '#shared/layout/fontChoice.ts';
import { fontSlots } from '#shared/layout/fontSlot.ts';
import { type MadeFont, madeFont, withFontFolder } from './madeFonts.ts';

const characters = '云溪水0，';
const fang: MadeFont = { chinese: '仿宋_GB2312', english: 'FangSong_GB2312', like: 'kai', characters };
const installedFirst = FontChoice.parse({});

/** What 仿宋 prints with where these fonts are installed, and what is said about it. */
async function fontOfBody(fonts: readonly MadeFont[], choice: FontChoice = installedFirst) {
  return withFontFolder(async (folder) => {
    for (const [index, font] of fonts.entries()) writeFileSync(join(folder, `${index}.ttf`), await madeFont(font));
    const chosen = await slotFonts(['body'], choice);
    return { name: chosen.get('body')?.font.name, notes: substitutionNotes(chosen) };
  });
}

test('the licensed font comes first where it is installed, by its Chinese or its English name', async () => {
  expect(await fontOfBody([fang])).toEqual({ name: '仿宋_GB2312', notes: [] });
  expect(await fontOfBody([{ ...fang, chinese: '甲' }])).toEqual({ name: 'FangSong_GB2312', notes: [] });
});

test('where none is installed, or the publication wants no other, the font that ships prints', async () => {
  const shipped = { name: 'Neikan Fang', notes: ['仿宋用随程序提供的Neikan Fang'] };
  expect(await fontOfBody([])).toEqual(shipped);
  expect(await fontOfBody([fang], shippedOnly)).toEqual(shipped);
});

test.each([
  [{ embedding: 0x0002 }, '字体的授权不允许嵌入文件'],
  [{ embedding: 0x0108 }, '字体的授权不允许只嵌入用到的字'],
  [{ embedding: 0x0200 }, '字体的授权只允许嵌入点阵'],
  [{ isVariable: true }, '是可变字体，不能用于排印'],
])('a font that may not or cannot be embedded (%j) is passed over with the reason', async (what, reason) => {
  expect(await fontOfBody([{ ...fang, ...what }])).toEqual({
    name: 'Neikan Fang',
    // It has two names of the list and is listed once.
    notes: [`仿宋没有用仿宋_GB2312（0.ttf）：${reason}`, '仿宋用随程序提供的Neikan Fang'],
  });
});

test('rights that allow more count beside the restricted one, and another file of the family steps in', async () => {
  expect((await fontOfBody([{ ...fang, embedding: 0x000a }])).name).toBe('仿宋_GB2312');
  const { name, notes } = await fontOfBody([
    { ...fang, embedding: 0x0002 },
    { ...fang, weight: 500 },
  ]);
  expect(name).toBe('仿宋_GB2312');
  expect(notes).toEqual(['仿宋没有用仿宋_GB2312（0.ttf）：字体的授权不允许嵌入文件']);
});

test('the family a publication prefers comes before the usual ones, and its absence is said', async () => {
  const own: MadeFont = { ...fang, chinese: '溪谷仿宋', english: 'Xigu' };
  const choice = FontChoice.parse({ families: { body: '溪谷仿宋' } });
  expect((await fontOfBody([fang, own], choice)).name).toBe('溪谷仿宋');
  expect(await fontOfBody([fang], choice)).toEqual({
    name: '仿宋_GB2312',
    notes: ['仿宋没有用溪谷仿宋：本机没有安装'],
  });
});

test('a font whose outlines reach beyond its end is passed over as damaged', async () => {
  await withFontFolder(async (folder) => {
    const bytes = await madeFont(fang);
    bytes.writeUInt32BE(0x7fffffff, bytes.indexOf('glyf', 0, 'latin1') + 12);
    writeFileSync(join(folder, 'damaged.ttf'), bytes);
    const chosen = await slotFonts(['body'], installedFirst);
    expect(chosen.get('body')?.font.name).toBe('Neikan Fang');
    expect(chosen.get('body')?.refused[0]?.reason).toBe('字体文件已损坏');
  });
});

test('every slot is described with the name, version and SM3 of its font', async () => {
  const fonts = await describeFonts(await slotFonts(fontSlots, shippedOnly));
  expect(fonts.map(({ slot }) => slot)).toEqual([...fontSlots]);
  for (const { name, origin, version, sm3, fileName } of fonts) {
    expect([name, version, fileName].every((text) => text !== undefined && text !== '')).toBe(true);
    expect(origin).toBe('shipped');
    expect(sm3).toMatch(/^[0-9a-f]{64}$/);
  }
});

test('a missing character is offered the fonts that have it, and is missing no more once one is chosen', async () => {
  await withFontFolder(async (folder) => {
    writeFileSync(join(folder, 'a.ttf'), await madeFont(fang));
    const at = { part: 'article', article: 0, block: 0 } as const;
    const texts = [{ slot: 'body', text: '云喆', place: '第1篇第1段', at }] as const;
    const missing = await missingCharacters(texts, await slotFonts(['body'], installedFirst));
    expect(missing).toEqual([
      { slot: 'body', font: '仿宋（仿宋_GB2312）', character: '喆', places: ['第1篇第1段'], at },
    ]);
    const [proposal] = await proposeSubstitutes(missing);
    // The 仿宋 that ships has not got it either.
    expect(proposal).toEqual({
      slot: 'body',
      character: '喆',
      families: ['LXGW WenKai', 'Noto Serif SC', 'Noto Sans SC Medium'],
    });
    const substitutes = [{ slot: 'body', character: '喆', family: 'LXGW WenKai' }] as const;
    const fonts = await slotFonts(['body'], FontChoice.parse({ substitutes }));
    expect(await missingCharacters(texts, fonts)).toEqual([]);
    expect(substitutionNotes(fonts)).toEqual(['仿宋中的“喆”用LXGW WenKai代替']);
    const described = await describeFonts(fonts);
    expect(described.map(({ name, origin, characters: drawn }) => [name, origin, drawn])).toEqual([
      ['仿宋_GB2312', 'installed', undefined],
      ['LXGW WenKai', 'shipped', '喆'],
    ]);
  });
});

test('a substitute whose family this machine does not have leaves the character missing', async () => {
  const substitutes = [{ slot: 'body', character: '喆', family: '溪谷仿宋' }];
  const fonts = await slotFonts(['body'], FontChoice.parse({ source: 'shippedOnly', substitutes }));
  const missing = await missingCharacters([{ slot: 'body', text: '喆', place: '标题' }], fonts);
  expect(missing.map(({ character }) => character)).toEqual(['喆']);
});
