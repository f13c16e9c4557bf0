import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askCredentials } from '#cli/askCredentials.ts';

/** A terminal, or a pipe, into which `keys` are typed before anything is asked; and what it has shown. */
async function answersTo(keys: string, isTTY: boolean) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stderr = new PassThrough();
  stdin.write(keys);
  if (!isTTY) stdin.end();
  const given = await askCredentials({ stdin, stderr }).catch((error: unknown) => error);
  return { given, shown: String(stderr.read() ?? '') };
}

test('name and password are taken though both were typed ahead, and the password is not shown', async () => {
  const { given, shown } = await answersTo('suhe\r路边驿站\r', true);
  expect(given).toEqual({ personId: 'suhe', password: '路边驿站' });
  expect(shown).toContain('suhe');
  expect(shown).toMatch(/登录名：.*口令：\n$/s);
  expect(shown).not.toContain('驿站');
});

test('Ctrl+C ends with 130 and Ctrl+D with 1, each with one sentence, at either prompt', async () => {
  for (const before of ['', 'suhe\r', 'suhe\r驿站']) {
    expect((await answersTo(`${before}\x03`, true)).given).toMatchObject({
      exitCode: 130,
      message: '没有输入口令，没有办理。',
    });
  }
  for (const before of ['', 'suhe\r']) {
    expect((await answersTo(`${before}\x04`, true)).given).toMatchObject({
      exitCode: 1,
      message: '没有输入口令，没有办理。',
    });
  }
});

test('two lines come from a pipe; fewer are asked for', async () => {
  expect((await answersTo(' suhe \n路边 驿站\n', false)).given).toEqual({ personId: 'suhe', password: '路边 驿站' });
  expect((await answersTo('suhe\n', false)).given).toMatchObject({ exitCode: 2 });
  expect((await answersTo('\n路边驿站\n', false)).given).toMatchObject({
    exitCode: 1,
    message: expect.stringContaining('没有输入登录名'),
  });
});
