import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm2, sm3 } from 'sm-crypto-v2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answered } from '#cli/answered.ts';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { openOffice } from '#cli/openOffice.ts';
import { searchCommand } from '#cli/searchCommand.ts';
import { verifyCommand } from '#cli/verifyCommand.ts';
import { verifyDataDirectory } from '#cli/verifyDataDirectory.ts';
import { buildExport } from '#formats/export/buildExport.ts';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { ExportManifest } from '#shared/issue/exportManifest.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { signStatement } from '#shared/issue/signOffStatement.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { lockDataDirectory } from '#store/dataDirectoryLock.ts';
import { openKeyring } from '#store/keyring.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';

let folder: string;
let data: string;
const said: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-commands-'));
  data = join(folder, 'data');
  await demoCommand(['--out', join(folder, 'out'), '--data', data], (line) => said.push(line));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command line as a person would, name and password on its standard input. */
function neikan(args: readonly string[], personId = 'luzhixing', password = samplePasswords[personId]) {
  const input = `${personId}\n${password}\n`;
  return spawnSync(process.execPath, ['electron/cli/main.ts', ...args], { encoding: 'utf8', input });
}

test('search finds in a data directory and marks the words', () => {
  const { status, stdout } = neikan(['search', '驿站', '--data', data]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/云岭工会工作信息2\d{3}年第6期　.*【驿站】.*云溪市总工会\n/);
  expect(stdout).toMatch(/共1处\n$/);
});

test('search says what of a query it did not read, and looks for the rest', () => {
  const { status, stdout, stderr } = neikan(['search', '“驿站', '--data', data]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/共1处\n$/);
  expect(stderr).toMatch(/没有读懂，其余照常查找：第1字“.*”：引号没有配对/);
});

test('verify proves the archive and, for the auditor, the audit of a data directory', async () => {
  const { status, stdout, stderr } = neikan(['verify', data]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/云岭工会工作信息2\d{3}年第6期：相符，3个签名，钥匙都是本编辑部登记的\n/);
  expect(stdout).toMatch(/登记库的审计记录：相符，\d+条，首尾相接\n稿件库的审计记录：相符，\d+条，首尾相接\n$/);
  // What an export shows elsewhere is found again among the office's own keys.
  const exported: string[] = [];
  await verifyCommand([join(folder, 'out')], (line) => exported.push(line));
  const fingerprints = exported.join().match(/[0-9a-f]{4}( [0-9a-f]{4}){3}/g) ?? [];
  expect(new Set(fingerprints).size).toBe(3);
  for (const fingerprint of fingerprints) expect(stdout).toContain(fingerprint);
});

test('an export is compared with the keys of an office, and a key that is not the named one’s is named', async () => {
  const exported = join(folder, 'out');
  const ask = async () => ({ personId: 'suhe', password: samplePasswords.suhe ?? '' });
  const lines: string[] = [];
  await verifyCommand([exported, '--data', data], (line) => lines.push(line), undefined, ask);
  expect(lines.at(-1)).toBe('签名的钥匙都是数据目录中的编辑部登记给本人的。');

  const swapped = join(folder, 'swapped');
  cpSync(data, swapped, { recursive: true });
  const { keyring, register: file } = dataFiles(swapped);
  const { registerKey } = await openKeyring(keyring, 'suhe', samplePasswords.suhe ?? '');
  const register = openDatabase(file, registerKey);
  register.exec('DROP TRIGGER person_keys_no_update');
  register.prepare("UPDATE person_keys SET public_key = ? WHERE person_id = 'luzhixing'").run(`04${'7'.repeat(128)}`);
  closeDatabase(register);
  const failed = verifyCommand([exported, '--data', swapped], () => {}, undefined, ask);
  await expect(failed).rejects.toThrow(/陆知行的签名用的不是登记给他的钥匙，指纹 [0-9a-f ]{19} 没有登记在这个编辑部/);
});

test('an archived issue signed anew with keys that are not the office’s does not pass as its own', async () => {
  const forged = join(folder, 'forged');
  cpSync(data, forged, { recursive: true });
  const { keyring, content: file } = dataFiles(forged);
  const password = samplePasswords.luzhixing ?? '';
  const { contentKey } = await openKeyring(keyring, 'luzhixing', password);
  const content = openDatabase(file, contentKey ?? new Uint8Array());
  for (const trigger of ['sign_offs_kept', 'frozen_files_no_update']) content.exec(`DROP TRIGGER ${trigger}`);
  const issueId = content.prepare('SELECT issue_id FROM frozen_files').pluck().get() as string;
  const files = (
    content.prepare('SELECT name, bytes FROM frozen_files WHERE issue_id = ?').all(issueId) as {
      name: string;
      bytes: Buffer;
    }[]
  ).map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
  const jsonOf = (name: string): unknown =>
    JSON.parse(new TextDecoder().decode(files.find((found) => found.name === name)?.bytes));
  const { flow, signatures: given } = ExportManifest.parse(jsonOf('manifest.json'));
  const signatures = given.map(({ signature: _, ...statement }) => {
    const keys = sm2.generateKeyPairHex();
    return signStatement({ ...statement, publicKey: keys.publicKey }, keys.privateKey);
  });
  const remade = buildExport({
    kind: 'issued',
    document: IssueDocument.parse(jsonOf('issue.json')),
    files: files.filter(({ name }) => !['issue.json', 'manifest.json'].includes(name)),
    signatures,
    ...(flow ? { flow } : {}),
  });
  // The files alone prove nothing but that somebody signed them.
  expect(verifyExport(remade).faults).toEqual([]);
  const manifest = remade.find(({ name }) => name === 'manifest.json')?.bytes ?? new Uint8Array();
  const replace = "UPDATE frozen_files SET bytes = ?, sm3 = ? WHERE issue_id = ? AND name = 'manifest.json'";
  content.prepare(replace).run(Buffer.from(manifest), sm3(manifest), issueId);
  const verify = () =>
    verifyDataDirectory(
      forged,
      () => {},
      () => {},
      async () => ({ personId: 'luzhixing', password }),
    );
  closeDatabase(content);
  await expect(verify()).rejects.toThrow('清单中陆知行的签名不在审签记录中');
  const again = openDatabase(file, contentKey ?? new Uint8Array());
  again.prepare('DELETE FROM sign_offs WHERE issue_id = ?').run(issueId);
  closeDatabase(again);
  await expect(verify()).rejects.toThrow('清单中陆知行的签名不在审签记录中');
});

test('verify says what the person who signs in could not check', async () => {
  const { status, stdout } = neikan(['verify', data], 'suhe');
  expect(status).toBe(0);
  expect(stdout).toMatch(/相符，3个签名/);
  expect(stdout).toContain('审计记录没有校验：要由审计员登录');
  const strict = join(folder, 'strict');
  const office = openOffice(strict, () => Promise.reject(new Error('nothing is printed')));
  const password = '长河落日圆而又圆';
  const people = (
    [
      ['editor', 'editor'],
      ['reviewer', 'reviewer'],
      ['signer', 'signer'],
      ['archivist', 'archivist'],
      ['system', 'systemAdministrator'],
      ['security', 'securityAdministrator'],
      ['auditor', 'auditor'],
    ] as const
  ).map(([id, role]) => ({ id, name: id, roles: [role], password }));
  answered(await office.client.foundOffice({ name: '云溪县办公室', staffing: 'strict', people }));
  office.close();
  const said: string[] = [];
  const verifyAs = (personId: string) =>
    verifyDataDirectory(
      strict,
      (line) => said.push(line),
      (line) => said.push(line),
      async () => ({ personId, password }),
    );
  await expect(verifyAs('system')).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringMatching(/^什么也没有校验：.*系统管理员/),
  });
  expect(said).toEqual([]);
  await verifyAs('auditor');
  expect(said[0]).toBe('档案和稿件库没有校验：要由办刊的人员登录');
  expect(said.slice(1)).toEqual([
    expect.stringMatching(/^登记库的审计记录：相符/),
    expect.stringMatching(/^稿件库的审计记录（按登记库中的副本）：相符/),
  ]);
});

test('verify names the file of a data directory that is missing, replaced or damaged, and speaks of no saving', async () => {
  const verify = (directory: string) =>
    verifyDataDirectory(
      directory,
      () => {},
      () => {},
      async () => ({ personId: 'luzhixing', password: samplePasswords.luzhixing ?? '' }),
    );
  const broken = join(folder, 'broken');
  for (const name of ['keyring.json', 'register.db', 'content.db']) {
    cpSync(data, broken, { recursive: true });
    rmSync(join(broken, name));
    await expect(verify(broken)).rejects.toThrow(new RegExp(`${name} 不见了`));
    mkdirSync(join(broken, name));
    await expect(verify(broken)).rejects.toThrow(new RegExp(`${name} 的位置上是一个文件夹`));
    rmSync(broken, { recursive: true });
    cpSync(data, broken, { recursive: true });
    const bytes = readFileSync(join(broken, name));
    // One bit anywhere in a base; keyring.json is told from another only where its form breaks.
    const places = name === 'keyring.json' ? [0] : [100, 4500, 50_000, bytes.length - 3000];
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      writeFileSync(join(broken, name), changed);
      const failure = await verify(broken).catch((error: Error) => error);
      expect(failure, `${name} ${place}`).toMatchObject({ exitCode: 1, message: expect.stringContaining(name) });
      expect(String(failure)).not.toContain('保存');
    }
    rmSync(broken, { recursive: true });
  }
});

test('the demo says names, passwords and the whole recovery code while it goes on', () => {
  const names = said.findIndex((line) => line.startsWith('登录名和口令：suhe '));
  expect(names).toBeGreaterThan(-1);
  expect(said[names + 1]).toMatch(/^恢复码：[0-9A-Z]+(-[0-9A-Z]+)+$/);
  expect(names).toBeLessThan(said.findIndex((line) => line.startsWith('收稿：')));
});

test('a search for blanks is asked wrongly; no office is opened', async () => {
  const ask = () => Promise.reject(new Error('nobody is asked'));
  const search = (...args: readonly string[]) =>
    searchCommand(
      args,
      () => {},
      () => {},
      ask,
    );
  await expect(search('  ', '--data', data)).rejects.toMatchObject({ exitCode: 2 });
  await expect(search('驿站')).rejects.toThrow('没有用 --data 指明数据目录');
});

test('nobody else on the machine may read a file of the data directory', () => {
  for (const name of readdirSync(data)) expect(statSync(join(data, name)).mode & 0o077, name).toBe(0);
  expect(statSync(data).mode & 0o077).toBe(0);
});

test('a wrong password opens nothing and is said', () => {
  const { status, stdout, stderr } = neikan(['search', '驿站', '--data', data], 'luzhixing', '不是这个口令');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/口令不对/);
});

test('a data directory in use is named with who has it', () => {
  const lock = lockDataDirectory(data);
  try {
    const { status, stderr } = neikan(['search', '驿站', '--data', data]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/正由.*使用/);
  } finally {
    lock.release();
  }
});

test('demo leaves a data directory alone that is in use or has its office already, and says so', () => {
  const demo = () => neikan(['demo', '--out', join(folder, 'again'), '--data', data]);
  const lock = lockDataDirectory(data);
  try {
    expect(demo()).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^[^\n]*正由.*自\d{4}年\d+月\d+日 \d\d:\d\d起.*使用[^\n]*\n$/),
    });
  } finally {
    lock.release();
  }
  expect(demo()).toMatchObject({
    status: 1,
    stdout: '',
    stderr: '这个数据目录中已经建好了一个编辑部。请为示例另换一个数据目录。\n',
  });
});

test('a folder that is no data directory is named; nothing is asked', () => {
  const { status, stderr } = neikan(['search', '驿站', '--data', join(folder, 'out')]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/不是数据目录/);
});

test('an older base put in the place of the newer one is noticed', () => {
  const older = join(folder, 'older');
  cpSync(data, older, { recursive: true });
  expect(neikan(['verify', data]).status).toBe(0);
  cpSync(join(older, 'content.db'), join(data, 'content.db'));
  const { status, stderr } = neikan(['verify', data]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/稿件库/);
});
