import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { askUnlocks, type UnlockQuestion } from '#cli/askUnlocks.ts';

const asked = (questions: readonly UnlockQuestion[], lines: readonly string[]) =>
  askUnlocks(questions, { stdin: Readable.from(lines.map((line) => `${line}\n`)), stderr: new PassThrough() });

test('a backup and the office that is there are opened by lines read at once, a way each', async () => {
  const questions = [
    { prefix: '打开备份，', papers: 'shares' },
    { prefix: '现在的系统管理员，', papers: undefined },
  ] as const;
  expect(await asked(questions, ['第2份', 'AAAA-BBBB', '３', 'CCCC-DDDD', ' suhe ', '口令'])).toEqual([
    {
      kind: 'shares',
      shares: [
        { number: 2, text: 'AAAA-BBBB' },
        { number: 3, text: 'CCCC-DDDD' },
      ],
    },
    { kind: 'person', personId: 'suhe', password: '口令' },
  ]);
  expect(await asked([{ prefix: '', papers: 'code' }], ['0000-0000'])).toEqual([
    { kind: 'code', recoveryCode: '0000-0000' },
  ]);
});

test('too few lines, no number of a share and empty lines are said to be so', async () => {
  const shares: UnlockQuestion = { prefix: '', papers: 'shares' };
  await expect(asked([shares], ['1', 'AAAA'])).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('4行：恢复份额的一份的编号（1、2或3），恢复份额的一份，'),
  });
  await expect(asked([shares], ['4', 'AAAA', '1', 'BBBB'])).rejects.toThrow('编号是1、2或3');
  await expect(asked([{ prefix: '', papers: undefined }], ['suhe', ''])).rejects.toThrow('没有输入口令');
  await expect(asked([{ prefix: '', papers: 'code' }], [' '])).rejects.toThrow('没有输入恢复码');
});
