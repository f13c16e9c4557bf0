import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listFolder } from '#hosts/desk/folders.ts';
import { writeFiles } from '#hosts/desk/writeFiles.ts';
import { filesUnder, temporaryFolder, textFile } from './temporaryFolder.ts';

const isRoot = process.getuid?.() === 0;

describe('writeFiles', () => {
  test('makes the folder with every file in it and leaves nothing else', () => {
    const path = temporaryFolder();
    const files = [textFile('issue.pdf', '页面'), textFile('manifest.json', '{}')];
    expect(writeFiles({ path, folderName: '澜溪信息第3期', files, replace: false })).toEqual({
      path: join(path, '澜溪信息第3期'),
    });
    expect(filesUnder(path)).toEqual({ '澜溪信息第3期/issue.pdf': '页面', '澜溪信息第3期/manifest.json': '{}' });
    expect(readdirSync(path)).toEqual(['澜溪信息第3期']);
  });

  test('answers the file itself where a single one goes into the chosen folder', () => {
    const path = temporaryFolder();
    const written = writeFiles({ path, files: [textFile('恢复码.txt', '一张纸')], replace: false });
    expect(written).toEqual({ path: join(path, '恢复码.txt') });
    expect(filesUnder(path)).toEqual({ '恢复码.txt': '一张纸' });
  });

  test('does not touch what has the name already, and says which it is', () => {
    const path = temporaryFolder();
    writeFileSync(join(path, '乙.txt'), '原来的');
    const files = [textFile('甲.txt', '新'), textFile('乙.txt', '新')];
    expect(() => writeFiles({ path, files, replace: false })).toThrow(
      expect.objectContaining({ code: 'nameTaken', details: { name: '乙.txt' } }),
    );
    expect(filesUnder(path)).toEqual({ '乙.txt': '原来的' });
  });

  test('replaces a whole folder, the files that are no longer there included', () => {
    const path = temporaryFolder();
    writeFiles({ path, folderName: '期', files: [textFile('旧.txt', '旧')], replace: false });
    writeFiles({ path, folderName: '期', files: [textFile('新.txt', '新')], replace: true });
    expect(filesUnder(path)).toEqual({ '期/新.txt': '新' });
  });

  test('brings everything back where a replacement fails halfway', () => {
    const path = temporaryFolder();
    writeFileSync(join(path, '甲.txt'), '原来的甲');
    const long = `${'长'.repeat(90)}.txt`; // 274 bytes: more than a name may have
    const files = [textFile('甲.txt', '新甲'), textFile(long, '写不下的')];
    expect(() => writeFiles({ path, files, replace: true })).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(filesUnder(path)).toEqual({ '甲.txt': '原来的甲' });
    expect(readdirSync(path)).toEqual(['甲.txt']);
  });

  test('clears what an earlier write that was broken off left', () => {
    const path = temporaryFolder();
    mkdirSync(join(path, '.neikan.writing'));
    writeFileSync(join(path, '.neikan.writing', '半截'), '半');
    writeFiles({ path, files: [textFile('整.txt', '整')], replace: false });
    expect(filesUnder(path)).toEqual({ '整.txt': '整' });
  });

  test.each(['..', '.', '上/下', '左\\右', '名:字', 'nul.txt', '末尾。.', ' ', 'a\u0000b'])(
    'refuses the name %j',
    (name) => {
      const path = join(temporaryFolder(), '里面');
      mkdirSync(path);
      writeFileSync(join(path, '邻居.txt'), '还在');
      const asFile = () => writeFiles({ path, files: [textFile(name, '')], replace: true });
      const asFolder = () => writeFiles({ path, folderName: name, files: [textFile('甲.txt', '')], replace: true });
      expect(asFile).toThrow(expect.objectContaining({ code: 'malformed' }));
      expect(asFolder).toThrow(expect.objectContaining({ code: 'malformed' }));
      expect(filesUnder(path)).toEqual({ '邻居.txt': '还在' });
    },
  );

  test('refuses two names that a medium would take for one', () => {
    const path = temporaryFolder();
    const files = [textFile('A.txt', '一'), textFile('a.TXT', '二')];
    expect(() => writeFiles({ path, files, replace: false })).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(filesUnder(path)).toEqual({});
  });

  test('says that the folder is gone where the medium was taken out', () => {
    const path = join(temporaryFolder(), '取走的U盘');
    expect(() => writeFiles({ path, files: [textFile('甲.txt', '')], replace: false })).toThrow(
      expect.objectContaining({ code: 'notFound' }),
    );
  });

  test.skipIf(isRoot)('says that the person may not write there (skipped: root may write everywhere)', () => {
    const path = temporaryFolder();
    chmodSync(path, 0o500);
    expect(() => writeFiles({ path, files: [textFile('甲.txt', '')], replace: false })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(listFolder(path)).toMatchObject({ isWritable: false, whyNotWritable: expect.stringContaining('权限') });
  });

  describe('on media of their own', () => {
    const medium = mountMedium('size=256k');
    medium?.unmount();
    const whyNot = medium ? '' : ' (skipped: a medium cannot be mounted here, which takes root)';

    test.skipIf(!medium)(`leaves a full medium as it was${whyNot}`, () => {
      const path = mountForTest('size=256k');
      writeFileSync(join(path, '原有.txt'), '原有');
      const files = [textFile('小.txt', '小'), { name: '大.pdf', bytes: new Uint8Array(1_000_000) }];
      expect(() => writeFiles({ path, folderName: '期', files, replace: false })).toThrow(
        expect.objectContaining({ code: 'diskFull' }),
      );
      expect(filesUnder(path)).toEqual({ '原有.txt': '原有' });
      expect(readdirSync(path)).toEqual(['原有.txt']);
      writeFiles({ path, folderName: '期', files: files.slice(0, 1), replace: false });
      expect(filesUnder(path)).toEqual({ '原有.txt': '原有', '期/小.txt': '小' });
    });

    test.skipIf(!medium)(`says that a medium is read-only before and at writing${whyNot}`, () => {
      const path = mountForTest('size=256k,ro');
      expect(listFolder(path)).toMatchObject({ isWritable: false, whyNotWritable: expect.stringContaining('只读') });
      expect(() => writeFiles({ path, files: [textFile('甲.txt', '')], replace: false })).toThrow(
        expect.objectContaining({ code: 'forbidden', message: expect.stringContaining('只读') }),
      );
    });
  });
});

function mountMedium(options: string): { readonly path: string; readonly unmount: () => void } | undefined {
  if (!isRoot) return undefined;
  const path = spawnSync('mktemp', ['-d'], { encoding: 'utf8' }).stdout.trim();
  const unmount = () => {
    spawnSync('umount', [path]);
    spawnSync('rmdir', [path]);
  };
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'neikan-test', path]).status === 0) return { path, unmount };
  unmount();
  return undefined;
}

function mountForTest(options: string): string {
  const medium = mountMedium(options);
  if (!medium) throw new Error('the medium that could be mounted a moment ago no longer can');
  onTestFinished(medium.unmount);
  return medium.path;
}
