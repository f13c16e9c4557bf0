import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { verifyAuditFile } from '#cli/verifyAuditFile.ts';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { backupFaults, requireManifest } from '#office/backup/examineBackup.ts';
import { createOffice } from '#office/office.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { type OpenKeys, openKeyring, openWithRecoveryCode } from '#store/keyring.ts';
import { closeDatabase, openToRead } from '#store/openDatabase.ts';
import { StoreError } from '#store/storeError.ts';
import { rowsOf } from '../office/office/openBases.ts';
import { done } from './done.ts';
import { seededRandom } from './seededRandom.ts';

/** Bytes of which each bit is flipped in turn: 1,000 on demand. */
const asked = process.env.NEIKAN_RUNS;
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);
const bytesOf = (usual: number) => Number(asked ?? usual);

let folder: string;
let data: string;
let recoveryCode = '';
let backup: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-tampering-'));
  data = join(folder, 'data');
  await demoCommand(['--out', join(folder, 'out'), '--data', data], (line) => {
    recoveryCode = /[0-9A-Z]{4}(-[0-9A-Z]{4}){7}/.exec(line)?.[0] ?? recoveryCode;
  });
  const medium = join(folder, 'medium');
  mkdirSync(medium);
  const office = createOffice({ directory: data, print: () => Promise.reject(new Error('nothing is printed here')) });
  done(await office.client.signIn({ personId: 'suhe', password: samplePasswords.suhe ?? '' }));
  const made = done(await office.client.makeBackup({ folder: medium }));
  office.close();
  backup = made.kind === 'made' ? made.backup.path : '';
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Flip {
  readonly name: string;
  readonly at: number;
  readonly bit: number;
}

/** Every bit of so many bytes, taken at random from all files by their lengths. */
function* flips(lengths: Readonly<Record<string, number>>, count: number, random: () => number): Generator<Flip> {
  const whole = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  for (let index = 0; index < count; index += 1) {
    // Each file has its turn; the rest falls where the bytes are.
    const names = Object.keys(lengths);
    let name = names[index % names.length] ?? '';
    if (index >= names.length) {
      let place = random() * whole;
      const within = (one: string) => {
        place -= lengths[one] ?? 0;
        return place < 0;
      };
      name = names.find(within) ?? name;
    }
    const at = Math.floor(random() * (lengths[name] ?? 0));
    for (let bit = 0; bit < 8; bit += 1) yield { name, at, bit };
  }
}

/** Flips a bit of a file in its place, looks, and flips it back. */
async function flipped<Value>(file: string, { at, bit }: Flip, look: () => Value | Promise<Value>): Promise<Value> {
  const turn = () => {
    const descriptor = openSync(file, 'r+');
    const byte = readFileSync(file)[at] ?? 0;
    writeSync(descriptor, Buffer.from([byte ^ (1 << bit)]), 0, 1, at);
    closeSync(descriptor);
  };
  turn();
  try {
    return await look();
  } finally {
    turn();
  }
}

const lengthsIn = (path: string) =>
  Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name)).length]));

test('every flipped bit of an export is found, and its file named', () => {
  const out = join(folder, 'out');
  const exported = readdirSync(out, { recursive: true, withFileTypes: true }).find(
    ({ name }) => name === 'manifest.json',
  );
  const path = exported?.parentPath ?? '';
  const files = readdirSync(path).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(path, name))) }));
  expect(verifyExport(files).faults).toEqual([]);
  let tried = 0;
  for (const { name, at, bit } of flips(lengthsIn(path), bytesOf(8), seededRandom(seed))) {
    const bytes = files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    const { faults } = verifyExport(files);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    expect(
      faults.map(({ file }) => file),
      `seed ${seed}: ${name} byte ${at} bit ${bit}`,
    ).toContain(name);
    tried += 1;
  }
  console.info(`export: ${tried} bits flipped, each found and its file named`);
});

test('every flipped bit of a backup is found, and its file named', async () => {
  const copy = join(folder, 'tampered');
  cpSync(backup, copy, { recursive: true });
  const named = async (): Promise<readonly string[]> => {
    try {
      return (await backupFaults(copy, requireManifest(copy), {})).map(({ file }) => file);
    } catch (error) {
      return [(error as Error).message];
    }
  };
  expect(await named()).toEqual([]);
  let tried = 0;
  for (const flip of flips(lengthsIn(copy), bytesOf(12), seededRandom(seed))) {
    const faults = await flipped(join(copy, flip.name), flip, named);
    expect(faults.join(), `seed ${seed}: ${flip.name} byte ${flip.at} bit ${flip.bit}`).toContain(flip.name);
    tried += 1;
  }
  expect(await named()).toEqual([]);
  console.info(`backup: ${tried} bits flipped, each found and its file named`);
});

test('every flipped bit of a seal of the audit and of exported rows is found, and its file named', async () => {
  const office = createOffice({ directory: data, print: () => Promise.reject(new Error('nothing is printed here')) });
  done(await office.client.signIn({ personId: 'luzhixing', password: samplePasswords.luzhixing ?? '' }));
  const { file: seal } = done(await office.client.sealAudit({}));
  const { files } = done(await office.client.exportAudit({ chain: 'register', actionNames: {} }));
  const folderOfSeal = join(folder, 'seals');
  mkdirSync(folderOfSeal);
  for (const { name, bytes } of [seal, ...files]) writeFileSync(join(folderOfSeal, name), bytes);
  const described = files.find(({ name }) => name.endsWith('.json'))?.name ?? '';
  /** The failure, or nothing where all agrees. */
  const verified = async (name: string): Promise<string> => {
    try {
      await verifyAuditFile(
        [join(folderOfSeal, name)],
        () => {},
        () => {},
        'usage',
      );
      return '';
    } catch (error) {
      if (error instanceof CommandFailure) return error.message;
      throw error;
    }
  };
  expect([await verified(seal.name), await verified(described)]).toEqual(['', '']);
  let tried = 0;
  for (const flip of flips(lengthsIn(folderOfSeal), bytesOf(12), seededRandom(seed))) {
    const file = join(folderOfSeal, flip.name);
    const failure = await flipped(file, flip, () => verified(flip.name.endsWith('.csv') ? described : flip.name));
    expect(failure, `seed ${seed}: ${flip.name} byte ${flip.at} bit ${flip.bit}`).toContain(flip.name);
    tried += 1;
  }
  // In the window a changed seal is no seal, whatever the bit was.
  for (const { at, bit } of flips({ [seal.name]: seal.bytes.length }, bytesOf(2), seededRandom(seed + 1))) {
    const bytes = seal.bytes.slice();
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    const answer = await office.client.compareSeal({ bytes });
    const isFound = answer.ok ? answer.value.faults.length > 0 : answer.code === 'unreadableFile';
    expect(isFound, `seed ${seed}: byte ${at} bit ${bit}: ${JSON.stringify(answer)}`).toBe(true);
  }
  office.close();
  console.info(`seal and exported rows: ${tried} bits flipped, each found and its file named`);
});

test('every flipped bit of a base at rest is found, or has no effect on any row', async () => {
  const copy = join(folder, 'bases');
  cpSync(data, copy, { recursive: true });
  const files = dataFiles(copy);
  const { registerKey, contentKey } = await openKeyring(files.keyring, 'suhe', samplePasswords.suhe ?? '');
  const bases = {
    'register.db': { file: files.register, key: registerKey },
    'content.db': { file: files.content, key: contentKey ?? new Uint8Array(32) },
  };
  const read = (name: keyof typeof bases): unknown => {
    const { file, key } = bases[name];
    try {
      const database = openToRead(file, key);
      try {
        if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'found';
        return rowsOf(database);
      } finally {
        closeDatabase(database);
        for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true });
      }
    } catch (error) {
      if (error instanceof StoreError || /^SQLITE_/.test(String((error as { code?: unknown }).code))) return 'found';
      throw error;
    }
  };
  const whole = { 'register.db': read('register.db'), 'content.db': read('content.db') };
  const lengths = {
    'register.db': readFileSync(files.register).length,
    'content.db': readFileSync(files.content).length,
  };
  const tally = { found: 0, withoutEffect: 0 };
  for (const flip of flips(lengths, bytesOf(8), seededRandom(seed))) {
    const name = flip.name as keyof typeof bases;
    const rows = await flipped(bases[name].file, flip, () => read(name));
    if (rows === 'found') tally.found += 1;
    else {
      expect(rows, `seed ${seed}: ${name} byte ${flip.at} bit ${flip.bit}`).toEqual(whole[name]);
      tally.withoutEffect += 1;
    }
  }
  console.info(`bases: ${tally.found} flipped bits found, ${tally.withoutEffect} without effect on any row`);
});

test('every flipped bit of the keyring is found when it is read or by whoever it concerns, or changes nothing', async () => {
  const copy = join(folder, 'keyrings');
  cpSync(data, copy, { recursive: true });
  const { keyring } = dataFiles(copy);
  const text = readFileSync(keyring, 'utf8');
  const keysOf = ({ registerKey, contentKey, privateKey }: OpenKeys) =>
    [registerKey, contentKey ?? new Uint8Array(), Buffer.from(privateKey, 'hex')].map((key) =>
      Buffer.from(key).toString('hex'),
    );
  const opened = async (): Promise<unknown> => {
    try {
      const people = [];
      for (const [personId, password] of Object.entries(samplePasswords)) {
        people.push(keysOf(await openKeyring(keyring, personId, password)));
      }
      const { registerKey, contentKey } = await openWithRecoveryCode(keyring, recoveryCode);
      return { people, recovery: [registerKey, contentKey].map((key) => Buffer.from(key).toString('hex')) };
    } catch (error) {
      if (error instanceof StoreError) return 'found';
      throw error;
    }
  };
  const whole = await opened();
  expect(whole).not.toBe('found');
  const headsAt = Buffer.byteLength(text.slice(0, text.indexOf('"heads"')));
  const tally = { found: 0, byHeads: 0 };
  // Chance seldom meets the ends of the chains, which alone open nothing.
  const inHeads = { name: 'keyring.json', at: text.indexOf('"hash": "', text.indexOf('"heads"')) + 9, bit: 0 };
  for (const flip of [inHeads, ...flips({ 'keyring.json': Buffer.byteLength(text) }, bytesOf(2), seededRandom(seed))]) {
    const keys = await flipped(keyring, flip, opened);
    if (keys === 'found') tally.found += 1;
    else {
      // What opens nothing are the ends of the chains: the next sign-in compares them with the bases.
      expect(keys).toEqual(whole);
      expect(flip.at, `seed ${seed}: byte ${flip.at} bit ${flip.bit}`).toBeGreaterThan(headsAt);
      const alerts = await flipped(keyring, flip, async () => {
        const office = createOffice({ directory: copy, print: () => Promise.reject(new Error('nothing is printed')) });
        const answer = await office.client.signIn({ personId: 'suhe', password: samplePasswords.suhe ?? '' });
        office.close();
        return answer.ok ? answer.value.alerts : [answer.message];
      });
      expect(alerts).not.toEqual([]);
      tally.byHeads += 1;
      cpSync(data, copy, { recursive: true });
    }
  }
  console.info(`keyring: ${tally.found} flipped bits found on opening, ${tally.byHeads} by the ends of the chains`);
});
