import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFolder, makeFolder } from '#hosts/desk/folders.ts';
import { listPlaces } from '#hosts/desk/listPlaces.ts';
import { temporaryFolder } from './temporaryFolder.ts';

describe('listFolder', () => {
  test('lists folders before files, each in Chinese order, without hidden ones', () => {
    const path = temporaryFolder();
    for (const name of ['子文件夹', '安排', '.隐藏']) mkdirSync(join(path, name));
    writeFileSync(join(path, '啊.txt'), 'abc');
    const listed = listFolder(path);
    expect(listed.entries.map(({ name, kind, bytes }) => [name, kind, bytes])).toEqual([
      ['安排', 'folder', 0],
      ['子文件夹', 'folder', 0],
      ['啊.txt', 'file', 3],
    ]);
    expect(listed).toMatchObject({ path, isWritable: true });
    expect(listed).not.toHaveProperty('whyNotWritable');
  });

  test('goes through a link to a folder and leaves out a link to nothing', () => {
    const path = temporaryFolder();
    mkdirSync(join(path, '真'));
    symlinkSync(join(path, '真'), join(path, '链'));
    symlinkSync(join(path, '没有'), join(path, '断'));
    expect(listFolder(path).entries.map(({ name, kind }) => [name, kind])).toEqual([
      ['链', 'folder'],
      ['真', 'folder'],
    ]);
  });

  test('has no parent at the top', () => {
    expect(listFolder('/')).not.toHaveProperty('parent');
    expect(listFolder('/tmp').parent).toBe('/');
  });

  test('says what is wrong with a path that is no folder', () => {
    const path = temporaryFolder();
    writeFileSync(join(path, '文件'), '');
    expect(() => listFolder(join(path, '文件'))).toThrow(/不是文件夹/);
    expect(() => listFolder(join(path, '没有'))).toThrow(expect.objectContaining({ code: 'notFound' }));
  });
});

describe('makeFolder', () => {
  test('makes one and refuses a second of the name', () => {
    const path = temporaryFolder();
    expect(makeFolder(path, '五月')).toEqual({ path: join(path, '五月') });
    expect(() => makeFolder(path, '五月')).toThrow(expect.objectContaining({ code: 'nameTaken' }));
  });

  test('does not leave the folder it is asked to work in', () => {
    const path = temporaryFolder();
    expect(() => makeFolder(path, '..')).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => makeFolder(path, '甲/乙')).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});

test('listPlaces begins at home and ends at the computer', () => {
  const places = listPlaces();
  expect(places[0]).toEqual({ name: '主目录', path: homedir(), kind: 'home' });
  expect(places.at(-1)).toEqual({ name: '计算机', path: '/', kind: 'computer' });
});
