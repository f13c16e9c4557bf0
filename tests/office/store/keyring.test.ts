import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import * as keyring from '#store/keyring.ts';
import { readRecoveryCode } from '#store/recoveryCode.ts';
import { bytesOf, temporaryFolder } from './temporaryFolder.ts';

const editor = { id: 'editor', password: '春风又绿江南岸', readsContent: true };
const auditor = { id: 'auditor', password: '明月何时照我还', readsContent: false };

async function ring() {
  const folder = temporaryFolder();
  const file = join(folder, 'keyring.json');
  return { folder, file, made: await keyring.createKeyring(file, [editor, auditor]) };
}

test('each person opens the keys that are theirs and no other, and can sign', async () => {
  const { file, made } = await ring();
  const opened = await keyring.openKeyring(file, 'editor', editor.password);
  expect(Buffer.from(opened.registerKey)).toEqual(Buffer.from(made.registerKey));
  expect(Buffer.from(opened.contentKey ?? [])).toEqual(Buffer.from(made.contentKey));
  const signature = sm2.doSignature('签发', opened.privateKey, { hash: true });
  expect(sm2.doVerifySignature('签发', signature, opened.publicKey, { hash: true })).toBe(true);
  const other = await keyring.openKeyring(file, 'auditor', auditor.password);
  expect(Buffer.from(other.registerKey)).toEqual(Buffer.from(made.registerKey));
  expect(other.contentKey).toBeUndefined();
});

test('a wrong password, a wrong name, an empty password open nothing and say the same', async () => {
  const { folder, file } = await ring();
  const before = bytesOf(folder);
  for (const [id, password] of [
    ['editor', auditor.password],
    ['nobody', editor.password],
    ['editor', ''],
  ] as const) {
    await expect(keyring.openKeyring(file, id, password)).rejects.toMatchObject({
      code: 'wrongPassword',
      message: expect.stringContaining('登录名或口令不对'),
    });
  }
  expect(bytesOf(folder)).toEqual(before);
});

test('a changed password opens the same keys, and the old one nothing', async () => {
  const { file, made } = await ring();
  const before = await keyring.openKeyring(file, 'editor', editor.password);
  await keyring.changePassword(file, 'editor', editor.password, '新口令 Ａ1');
  await expect(keyring.openKeyring(file, 'editor', editor.password)).rejects.toMatchObject({ code: 'wrongPassword' });
  const after = await keyring.openKeyring(file, 'editor', '新口令 A1');
  expect(after).toEqual(before);
  expect(Buffer.from(after.contentKey ?? [])).toEqual(Buffer.from(made.contentKey));
});

test('a colleague is admitted only to what the admitting person holds', async () => {
  const { file, made } = await ring();
  const colleague = { id: 'reviewer', password: '第三个口令', readsContent: true };
  const byAuditor = await keyring.openKeyring(file, 'auditor', auditor.password);
  await expect(keyring.admitPerson(file, byAuditor, colleague)).rejects.toMatchObject({ code: 'contentKeyNeeded' });
  const byEditor = await keyring.openKeyring(file, 'editor', editor.password);
  await keyring.admitPerson(file, byEditor, colleague);
  await expect(keyring.admitPerson(file, byEditor, colleague)).rejects.toMatchObject({ code: 'personExists' });
  const opened = await keyring.openKeyring(file, 'reviewer', colleague.password);
  expect(Buffer.from(opened.contentKey ?? [])).toEqual(Buffer.from(made.contentKey));
  keyring.removePerson(file, 'reviewer');
  await expect(keyring.openKeyring(file, 'reviewer', colleague.password)).rejects.toMatchObject({
    code: 'wrongPassword',
  });
});

test('the printed code opens both bases however it is typed; a slip or another ring’s code does not', async () => {
  const { file, made } = await ring();
  const typed = ` ${made.recoveryCode.toLowerCase().replaceAll('-', '－')} `.replaceAll('0', 'o').replaceAll('1', 'l');
  const opened = await keyring.openWithRecoveryCode(file, typed);
  expect(Buffer.from(opened.registerKey)).toEqual(Buffer.from(made.registerKey));
  expect(Buffer.from(opened.contentKey)).toEqual(Buffer.from(made.contentKey));
  const other = await ring();
  for (const code of [other.made.recoveryCode, made.recoveryCode.slice(1), '']) {
    await expect(keyring.openWithRecoveryCode(file, code)).rejects.toMatchObject({ code: 'wrongRecoveryCode' });
  }
  expect(made.recoveryCode).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(readFileSync(file, 'utf8')).not.toContain(readRecoveryCode(made.recoveryCode));
});

test('entries exchanged inside the file do not open', async () => {
  const { file } = await ring();
  const content = JSON.parse(readFileSync(file, 'utf8'));
  content.people[1].privateKey = content.people[0].privateKey;
  writeFileSync(file, JSON.stringify(content));
  await expect(keyring.openKeyring(file, 'auditor', editor.password)).rejects.toMatchObject({ code: 'wrongPassword' });
});

test('both heads are kept, each without the other', async () => {
  const { file } = await ring();
  const register = { sequence: 4, hash: 'a'.repeat(64) };
  const content = { sequence: 7, hash: 'b'.repeat(64) };
  expect(keyring.readHeads(file)).toEqual({});
  keyring.keepHeads(file, { register });
  keyring.keepHeads(file, { content });
  expect(keyring.readHeads(file)).toEqual({ register, content });
});

test('a torn, foreign, newer or missing keyring is named and left as it is, and a new one never replaces it', async () => {
  const { folder, file } = await ring();
  const whole = readFileSync(file, 'utf8');
  for (const [text, code] of [
    [whole.slice(0, -40), 'damagedFile'],
    [whole.replace('"04', '"05'), 'damagedFile'],
    ['{"a":1}', 'foreignFile'],
    [whole.replace('"version": 1', '"version": 2'), 'newerVersion'],
  ] as const) {
    writeFileSync(file, text);
    const before = bytesOf(folder);
    await expect(keyring.openKeyring(file, 'editor', editor.password)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(file),
    });
    await expect(keyring.createKeyring(file, [editor])).rejects.toMatchObject({ code: 'fileExists' });
    expect(bytesOf(folder)).toEqual(before);
  }
  await expect(keyring.openKeyring(join(folder, 'none.json'), 'editor', 'x')).rejects.toMatchObject({
    code: 'fileMissing',
  });
});
