import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { verifyAuditFile } from '#cli/verifyAuditFile.ts';
import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { AuditSeal, readSeal } from '#shared/audit/auditSeal.ts';
import { isSigned, signFile } from '#shared/audit/signedFile.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring, renewPerson } from '#store/keyring.ts';
import {
  code,
  copyOf,
  draftIssue,
  foundedDirectory,
  foundedOffice,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  testClock,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const auditor = { personId: 'shenjun', password: passwordOf('shenjun') };

/** A directory with some work in it and a seal of it, and the same directory as it was before half of the work. */
async function sealedDirectory() {
  const { directory } = await foundedDirectory();
  const first = openOffice(directory);
  await draftIssue(first);
  first.close();
  const older = copyOf(directory);
  const office = openOffice(directory);
  await draftIssue(office, '澜溪县添置流动图书车');
  await signIn(office, 'shenjun');
  const { file, number } = value(await office.client.sealAudit({}));
  office.close();
  const path = join(temporaryDirectory(), file.name);
  writeFileSync(path, file.bytes);
  return { directory, older, path, bytes: file.bytes, number };
}

/** What `neikan verify SEAL --data DIR` says: its lines, or the failure. */
async function verified(path: string, directory?: string): Promise<string> {
  const lines: string[] = [];
  const args = directory === undefined ? [path] : [path, '--data', directory];
  try {
    await verifyAuditFile(
      args,
      (line) => lines.push(line),
      () => {},
      'usage',
      async () => auditor,
    );
  } catch (error) {
    lines.push(error instanceof Error ? error.message : String(error));
  }
  return lines.join('\n');
}

test('a seal names both ends, follows the one before, and proves itself; the command line and the window agree', async () => {
  const { directory, path, bytes } = await sealedDirectory();
  const seal = readSeal(new TextDecoder().decode(bytes));
  if (!seal) throw new Error('the seal is not read back');
  expect(isSigned(seal)).toBe(true);
  expect(seal).toMatchObject({ number: 1, previous: null, by: { personId: 'shenjun' }, register: { from: 1 } });
  expect(await verified(path)).toMatch(/第1次封存.*沈钧[\s\S]*要与数据目录核对/);
  expect(await verified(path, directory)).toMatch(/数据目录与封存相符/);

  const office = openOffice(directory);
  await signIn(office, 'shenjun');
  const next = value(await office.client.sealAudit({}));
  const second = readSeal(new TextDecoder().decode(next.file.bytes));
  expect(second).toMatchObject({ number: 2, register: { from: seal.register.to + 1 } });
  expect(second?.previous).toMatch(/^[0-9a-f]{64}$/);
  expect(value(await office.client.compareSeal({ bytes })).faults).toEqual([]);
  expect(value(await office.client.compareSeal({ bytes: next.file.bytes })).faults).toEqual([]);
  expect(value(await office.client.readSeal({ number: 1 })).file.bytes).toEqual(bytes);
  expect(code(await office.client.readSeal({ number: 9 }))).toBe('notFound');
  expect(value(await office.client.listSeals({}))).toMatchObject({
    seals: [{ number: 2, person: '沈钧' }, { number: 1 }],
  });
});

test('the newest rows taken out of either base are missed and named, though the chains hold', async () => {
  const { directory, path } = await sealedDirectory();
  for (const [part, name] of [
    ['register', 'register\\.db'],
    ['content', 'content\\.db'],
  ] as const) {
    const copy = copyOf(directory);
    const bases = await openBases(copy, 'shenjun');
    const base = bases[part];
    base.exec('DROP TRIGGER audit_no_delete');
    base.exec('DELETE FROM audit WHERE sequence > (SELECT max(sequence) - 2 FROM audit)');
    if (part === 'content') {
      bases.register.exec('DROP TRIGGER content_audit_mirror_no_delete');
      bases.register.exec(
        'DELETE FROM content_audit_mirror WHERE sequence > (SELECT max(sequence) - 2 FROM content_audit_mirror)',
      );
    }
    bases.close();
    expect(await verified(path, copy), part).toMatch(
      new RegExp(`校验不通过[\\s\\S]*${name}[\\s\\S]*少了第\\d+条到第\\d+条|${name}[\\s\\S]*与封存时不同`),
    );
  }
});

test('an older base, an older keyring, and an older whole directory are each missed and named', async () => {
  const { directory, older, path } = await sealedDirectory();
  for (const [part, expected] of [
    ['register', /登记库（register\.db）的审计记录少了/],
    ['content', /稿件库（content\.db）的审计记录少了/],
    ['keyring', /钥匙文件（keyring\.json）比封存时旧/],
  ] as const) {
    const copy = copyOf(directory);
    copyFileSync(dataFiles(older)[part], dataFiles(copy)[part]);
    expect(await verified(path, copy), part).toMatch(expected);
  }
  const all = await verified(path, copyOf(older));
  expect(all).toMatch(/register\.db[\s\S]*content\.db[\s\S]*keyring\.json/);
  expect(all).toMatch(/登记库中没有第1次封存/);
  // Whoever signs in is told of the older keyring without any seal at hand.
  const copy = copyOf(directory);
  copyFileSync(dataFiles(older).keyring, dataFiles(copy).keyring);
  const { alerts } = await signIn(openOffice(copy), 'wenhe');
  expect(alerts.join()).toMatch(/keyring\.json.*比第1次封存时旧/);
});

test('a seal that was changed, forged or belongs to another office is no seal; a broken chain is not sealed', async () => {
  const { directory, path, bytes } = await sealedDirectory();
  const text = new TextDecoder().decode(bytes);
  writeFileSync(path, text.replace('"number": 1', '"number": 2'));
  expect(await verified(path, directory)).toMatch(/签名不成立/);
  writeFileSync(path, text.slice(0, -30));
  expect(await verified(path, directory)).toMatch(/不完整/);
  writeFileSync(path, text);
  const { directory: strange } = await foundedDirectory();
  const otherOffice = openOffice(strange);
  await signIn(otherOffice, 'shenjun');
  const compared = value(await otherOffice.client.compareSeal({ bytes }));
  // The copies of a test have one founding, so only what came after it differs.
  expect(compared.faults.length).toBeGreaterThan(0);

  const { register, close } = await openBases(directory, 'shenjun');
  register.exec("DROP TRIGGER audit_no_update; UPDATE audit SET person = 'x' WHERE sequence = 2");
  close();
  const office = openOffice(directory);
  await signIn(office, 'shenjun');
  const refused = await office.client.sealAudit({});
  expect(refused).toMatchObject({ ok: false, code: 'illegalState', message: expect.stringContaining('第2条') });
  const { faults } = value(await office.client.compareSeal({ bytes }));
  expect(faults.join()).toMatch(/登记库（register\.db）的审计记录从第2条起对不上/);
});

test('a seal by the key of somebody who was no auditor is a forgery, even with its row in the register', async () => {
  const { directory, bytes } = await sealedDirectory();
  const text = new TextDecoder().decode(bytes);
  const { signature: _own, ...body } = AuditSeal.parse(JSON.parse(text));
  const { register, close } = await openBases(directory, 'wenhe');
  const keys = await openKeyring(dataFiles(directory).keyring, 'wenhe', passwordOf('wenhe'));
  const before = register.prepare('SELECT sm3 FROM seals').pluck().get() as string;
  const by = { personId: 'wenhe', name: '沈钧', publicKey: keys.publicKey };
  const forged = signFile({ ...body, number: 2, previous: before, by }, keys.privateKey);
  const forgedText = `${JSON.stringify(forged, undefined, 2)}\n`;
  register
    .prepare("INSERT INTO seals VALUES (2, ?, 'shenjun', ?, ?)")
    .run(forged.at, forgedText, sm3(new TextEncoder().encode(forgedText)));
  close();
  const office = openOffice(directory);
  await signIn(office, 'shenjun');
  const verdict = value(await office.client.compareSeal({ bytes: new TextEncoder().encode(forgedText) }));
  expect(verdict.faults).toEqual([expect.stringContaining('封存时不是审计员')]);
  const own = value(await office.client.compareSeal({ bytes }));
  expect(own).toMatchObject({ by: '沈钧', faults: [] });
  expect(own.fingerprint).not.toBe(verdict.fingerprint);
  // Who was the auditor then stays the one who sealed, whoever is it now.
  await signIn(office, 'qiaoyi');
  value(await office.client.setRoles({ personId: 'wenhe', roles: ['editor', 'archivist', 'auditor'] }));
  value(await office.client.setRoles({ personId: 'shenjun', roles: ['signer'] }));
  await signIn(office, 'wenhe');
  expect(value(await office.client.compareSeal({ bytes })).faults).toEqual([]);
});

test('the auditor is told at sign-in when a seal is due; others, and an office that wants none, are not', async () => {
  const clock = testClock();
  const { office } = await foundedOffice(clock);
  expect((await signIn(office, 'shenjun')).notices).toEqual([]);
  clock.pass(31 * 24 * 60 * 60);
  expect((await signIn(office, 'wenhe')).notices).toEqual([]);
  expect((await signIn(office, 'shenjun')).notices.join()).toMatch(/该封存了/);
  expect(value(await office.client.listSeals({})).dueInDays).toBeLessThanOrEqual(0);
  value(await office.client.sealAudit({}));
  expect((await signIn(office, 'shenjun')).notices).toEqual([]);
  await signIn(office, 'qiaoyi');
  value(await office.client.saveSecuritySettings({ passwordDays: 0, copyCharacters: 500, sealDays: 0 }));
  clock.pass(400 * 24 * 60 * 60);
  expect((await signIn(office, 'shenjun')).notices).toEqual([]);
});

test('the base keeps seals as they were given, counted one by one', async () => {
  const { directory } = await sealedDirectory();
  const { register } = await openBases(directory, 'shenjun');
  expect(() => register.exec("UPDATE seals SET at = '2020-01-01'")).toThrow(/as it was given/);
  expect(() => register.exec('DELETE FROM seals')).toThrow(/as it was given/);
  expect(() => register.exec(`INSERT INTO seals SELECT 3, at, person_id, file, sm3 FROM seals`)).toThrow(/one by one/);
});

test('exported rows are proved by the file beside them, and one changed byte is named', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'shenjun');
  const { files } = value(await office.client.exportAudit({ chain: 'register', actionNames: {} }));
  const folder = join(temporaryDirectory(), 'export');
  mkdirSync(folder);
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  const described = join(folder, files[1]?.name ?? '');
  expect(await verified(described)).toMatch(/审计记录2条.*沈钧导出.*相符/);
  const csv = files[0];
  if (!csv) throw new Error('there is a CSV');
  const changed = csv.bytes.slice();
  changed[40] = (changed[40] ?? 0) ^ 1;
  writeFileSync(join(folder, csv.name), changed);
  expect(await verified(described)).toMatch(/\.csv：内容与签名的不符/);
});

test('a key exchanged in the register or the keyring is named by the seal; lawful changes are not, nor an older seal read wrongly', async () => {
  const { directory, path, bytes } = await sealedDirectory();
  const seal = readSeal(new TextDecoder().decode(bytes));
  expect(seal).toMatchObject({
    version: 3,
    entries: [{ personId: 'wenhe' }, { personId: 'qiaoyi' }, { personId: 'shenjun' }, { personId: '' }],
    keys: [{ personId: 'wenhe' }, { personId: 'qiaoyi' }, { personId: 'shenjun' }],
  });

  const swapped = copyOf(directory);
  const { register, close } = await openBases(swapped, 'shenjun');
  const key = register.prepare("SELECT public_key FROM person_keys WHERE person_id = 'qiaoyi'").pluck().get() as string;
  const other = `04${'5'.repeat(128)}`;
  register.exec(`DROP TRIGGER person_keys_no_update;
    UPDATE person_keys SET public_key = '${other}' WHERE person_id = 'qiaoyi'`);
  close();
  const said = await verified(path, swapped);
  expect(said).toContain(
    `qiaoyi登记的钥匙被换过：封存时的指纹是${keyFingerprint(key)}，现在登记的指纹是${keyFingerprint(other)}`,
  );

  // The keyring alone: 乔一's entry is made anew by somebody who holds the bases' keys, with the heads as they were.
  const forged = copyOf(directory);
  const keys = await openKeyring(dataFiles(forged).keyring, 'shenjun', passwordOf('shenjun'));
  await renewPerson(dataFiles(forged).keyring, keys, {
    id: 'qiaoyi',
    password: '别人的口令别人的',
    readsContent: true,
  });
  expect(await verified(path, forged)).toMatch(
    /keyring\.json）中qiaoyi的一项与封存时不同，而封存以后没有办理过他的口令/,
  );
  // Nor does it help that somebody else has a lawful new password since.
  const busy = openOffice(forged);
  await signIn(busy, 'wenhe');
  value(await busy.client.changePassword({ password: passwordOf('wenhe'), next: '老骥伏枥志在千里' }));
  busy.close();
  const excused = await verified(path, forged);
  expect(excused).toContain('中qiaoyi的一项与封存时不同');
  expect(excused).not.toContain('中wenhe的一项与封存时不同');

  // A key more, written past the office.
  const more = copyOf(directory);
  const added = await openBases(more, 'shenjun');
  added.register
    .prepare(
      "INSERT INTO person_keys (public_key, person_id, given_at) VALUES (?, 'wenhe', '2026-06-01T00:00:00.000Z')",
    )
    .run(other);
  added.close();
  expect(await verified(path, more)).toContain(
    `wenhe名下在封存以后多了钥匙，而没有办理过进人或恢复口令：新登记的指纹是${keyFingerprint(other)}`,
  );

  const office = openOffice(directory);
  await signIn(office, 'qiaoyi');
  value(await office.client.changePassword({ password: passwordOf('qiaoyi'), next: '神龟虽寿犹有竟时' }));
  office.close();
  expect(await verified(path, directory)).toMatch(/数据目录与封存相符/);

  // A seal of the first version holds no keys and is proved by the rest, as it was.
  const {
    entries: _none,
    keys: _keys,
    version: _two,
    signature: _signature,
    ...body
  } = JSON.parse(new TextDecoder().decode(bytes)) as AuditSeal & { readonly version: 3 };
  const auditorKeys = await openKeyring(dataFiles(directory).keyring, 'shenjun', passwordOf('shenjun'));
  const old = `${JSON.stringify(signFile({ ...body, version: 1 as const }, auditorKeys.privateKey), undefined, 2)}\n`;
  const bases = await openBases(directory, 'shenjun');
  bases.register.exec('DROP TRIGGER seals_no_update');
  bases.register.prepare('UPDATE seals SET file = ?, sm3 = ?').run(old, sm3(new TextEncoder().encode(old)));
  bases.close();
  writeFileSync(path, old);
  expect(readSeal(old)?.version).toBe(1);
  expect(await verified(path, directory)).toMatch(/数据目录与封存相符/);
});
