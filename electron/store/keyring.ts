import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { sm2, sm3 } from 'sm-crypto-v2';
import type { AuditHead } from './auditChain.ts';
import {
  type KeyringFile,
  type KeyringPerson,
  newKeyringFile,
  readKeyringFile,
  writeKeyringFile,
} from './keyringFile.ts';
import { makeRecoveryCode, makeRecoveryShares, readRecoveryCode, readRecoverySecret } from './recoveryCode.ts';
import { StoreError, wrongPassword } from './storeError.ts';
import { unwrapSecret, wrapSecret } from './wrappedSecret.ts';

/** The raw 32-byte keys of the two bases; without the content key nobody reads a manuscript. */
export type BaseKeys = { readonly registerKey: Uint8Array; readonly contentKey?: Uint8Array };

/** What a signed-in person holds in memory. The SM2 keys are hexadecimal, as sm-crypto-v2 takes them. */
export type OpenKeys = BaseKeys & {
  readonly personId: string;
  readonly publicKey: string;
  readonly privateKey: string;
};

export type NewPerson = { readonly id: string; readonly password: string; readonly readsContent: boolean };

export type KeptHeads = { readonly register?: AuditHead | undefined; readonly content?: AuditHead | undefined };

/** One paper that opens all, or three of which any two do. */
export type RecoveryKind = 'code' | 'shares';

/** What is to be printed, once: the file holds none of it. */
export type RecoveryPapers =
  | { readonly kind: 'code'; readonly recoveryCode: string }
  | { readonly kind: 'shares'; readonly shares: readonly string[] };

/** The keys of new bases and the code to print once; the file does not hold the code. */
export type NewKeyring = Required<BaseKeys> & {
  readonly papers: RecoveryPapers;
  /** '' where it was shared out. */
  readonly recoveryCode: string;
};

const recoveryContext = 'recovery';
/** SM2 ciphertext order C1 C3 C2 of GM/T 0003.4-2012. */
const cipherMode = 1;

/** Makes keyring.json with its first people and both base keys. Throws StoreError fileExists, personExists. */
export async function createKeyring(
  file: string,
  people: readonly NewPerson[],
  kind: RecoveryKind = 'code',
): Promise<NewKeyring> {
  refuseExisting(file);
  const keys = { registerKey: new Uint8Array(randomBytes(32)), contentKey: new Uint8Array(randomBytes(32)) };
  const { recovery, papers } = await newRecovery(keys, kind);
  const entries: KeyringPerson[] = [];
  for (const person of people) {
    if (entries.some(({ id }) => id === person.id)) throw personExists(file, person.id);
    entries.push(await entryOf(file, person, keys));
  }
  refuseExisting(file);
  writeKeyringFile(file, newKeyringFile(entries, recovery));
  return { ...keys, papers, recoveryCode: papers.kind === 'code' ? papers.recoveryCode : '' };
}

/** The entry of the file that new papers open. */
export type RecoveryEntry = KeyringFile['recovery'];

/** Puts papers in force and returns what was: those before open nothing in this file any more, from its rename on. */
export function replaceRecovery(file: string, recovery: RecoveryEntry): RecoveryEntry {
  const keyring = readKeyringFile(file);
  writeKeyringFile(file, { ...keyring, recovery });
  return keyring.recovery;
}

/** The key of the papers in force, hex. */
export function recoveryPublicKey(file: string): string {
  return readKeyringFile(file).recovery.publicKey;
}

/** Whether one paper opens the file or two of three do. */
export function recoveryKind(file: string): RecoveryKind {
  return readKeyringFile(file).recovery.kind ?? 'code';
}

/** New papers, in force nowhere yet. The keys of both bases are needed, as a paper opens both. */
export async function newRecovery(
  keys: Required<BaseKeys>,
  kind: RecoveryKind,
): Promise<{ readonly recovery: RecoveryEntry; readonly papers: RecoveryPapers }> {
  const recoveryCode = makeRecoveryCode();
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  const recovery: RecoveryEntry = {
    publicKey,
    privateKey: await wrapSecret(
      Buffer.from(privateKey, 'hex'),
      codeSecret(recoveryCode),
      contextOf(recoveryContext, publicKey),
    ),
    registerKey: encryptKey(keys.registerKey, publicKey),
    contentKey: encryptKey(keys.contentKey, publicKey),
    kind,
  };
  if (kind === 'code') return { recovery, papers: { kind, recoveryCode } };
  return { recovery, papers: { kind, shares: makeRecoveryShares(recoveryCode) } };
}

/** Signs a person in. Throws StoreError wrongPassword, with one wording for a wrong name and a wrong password. */
export async function openKeyring(file: string, personId: string, password: string): Promise<OpenKeys> {
  const keyring = readKeyringFile(file);
  const person = keyring.people.find(({ id }) => id === personId);
  // An unknown name costs the same time, so that names cannot be found out by the clock.
  const wrapped = (person ?? keyring.recovery).privateKey;
  const secret = await unwrapSecret(wrapped, password, personContext(personId, person?.publicKey ?? ''));
  if (!person || !secret) {
    throw wrongPassword();
  }
  const privateKey = Buffer.from(secret).toString('hex');
  return { personId, publicKey: person.publicKey, privateKey, ...decryptKeys(file, person, privateKey) };
}

/** Both base keys, and the key pair of the papers, which stands for whoever holds them. */
export type RecoveredKeys = Required<BaseKeys> & { readonly publicKey: string; readonly privateKey: string };

/** Opens both base keys with the printed code, or with two shares typed one after the other. Throws StoreError wrongRecoveryCode. */
export async function openWithRecoveryCode(file: string, typedCode: string): Promise<RecoveredKeys> {
  const { recovery } = readKeyringFile(file);
  const code = readRecoverySecret(typedCode);
  if (code === undefined) {
    throw new StoreError(
      'wrongRecoveryCode',
      '恢复码抄写有误：一份的为八组、每组四位；分存三份的，要用同一套的两份，各十组。请对照打印件逐组核对。',
    );
  }
  const secret = await unwrapSecret(recovery.privateKey, code, contextOf(recoveryContext, recovery.publicKey));
  if (!secret) {
    throw new StoreError(
      'wrongRecoveryCode',
      `恢复码与钥匙文件“${file}”不成套，没有打开任何内容。请使用本数据目录的恢复码。`,
    );
  }
  const privateKey = Buffer.from(secret).toString('hex');
  const { registerKey, contentKey } = decryptKeys(file, recovery, privateKey);
  if (!contentKey) throw damaged(file);
  return { registerKey, contentKey, publicKey: recovery.publicKey, privateKey };
}

/** Wraps the person's private key anew; key pair and base keys stay. Throws StoreError wrongPassword. */
export async function changePassword(file: string, personId: string, password: string, next: string): Promise<void> {
  const { privateKey, publicKey } = await openKeyring(file, personId, password);
  const wrapped = await wrapSecret(Buffer.from(privateKey, 'hex'), next, personContext(personId, publicKey));
  replaceEntry(file, personId, (person) => ({ ...person, privateKey: wrapped }));
}

/**
 * Adds a person; whoever admits must hold the keys that are given on. Throws StoreError personExists, contentKeyNeeded.
 */
export async function admitPerson(
  file: string,
  keys: BaseKeys,
  person: NewPerson,
): Promise<{ readonly publicKey: string }> {
  if (readKeyringFile(file).people.some(({ id }) => id === person.id)) throw personExists(file, person.id);
  const entry = await entryOf(file, person, keys);
  const keyring = readKeyringFile(file);
  if (keyring.people.some(({ id }) => id === person.id)) throw personExists(file, person.id);
  writeKeyringFile(file, { ...keyring, people: [...keyring.people, entry] });
  return { publicKey: entry.publicKey };
}

/**
 * Gives a person a new key pair under a new password, as after a forgotten one; what the entry could open it opens again
 * as far as `keys` reach. Throws StoreError personUnknown.
 */
export async function renewPerson(
  file: string,
  keys: BaseKeys,
  person: NewPerson,
): Promise<{ readonly publicKey: string }> {
  const entry = await entryOf(file, person, keys);
  replaceEntry(file, person.id, () => entry);
  return { publicKey: entry.publicKey };
}

/** Lets a person open content.db, by somebody who can. Throws StoreError personUnknown, contentKeyNeeded. */
export function grantContentKey(file: string, keys: BaseKeys, personId: string): void {
  const { contentKey } = keys;
  if (!contentKey) throw contentKeyNeeded(file, personId);
  replaceEntry(file, personId, (entry) => ({ ...entry, contentKey: encryptKey(contentKey, entry.publicKey) }));
}

/** From the next sign-in on the person no longer opens content.db. Throws StoreError personUnknown. */
export function withdrawContentKey(file: string, personId: string): void {
  replaceEntry(file, personId, ({ contentKey: _withdrawn, ...entry }) => entry);
}

/** Who is in the file, without any secret. */
export function keyringPeople(
  file: string,
): readonly { readonly id: string; readonly publicKey: string; readonly readsContent: boolean }[] {
  return readKeyringFile(file).people.map(({ id, publicKey, contentKey }) => ({
    id,
    publicKey,
    readsContent: contentKey !== undefined,
  }));
}

/** Takes a person's entry out; as when the person leaves. Throws StoreError personUnknown. */
export function removePerson(file: string, personId: string): void {
  replaceEntry(file, personId, () => undefined);
}

/** SM3 of everybody's entry and of the recovery entry, which only lawful changes change; the heads are not in it. */
export function keyringDigest(file: string): string {
  const { people, recovery } = readKeyringFile(file);
  return sm3(new TextEncoder().encode(JSON.stringify({ people, recovery })));
}

/** SM3 of each entry of the keyring: everybody's, then the recovery entry's, whose name is ''. */
export function keyringEntries(file: string): { readonly personId: string; readonly sm3: string }[] {
  const { people, recovery } = readKeyringFile(file);
  return [...people.map((entry) => ({ personId: entry.id, entry })), { personId: '', entry: recovery }].map(
    ({ personId, entry }) => ({ personId, sm3: sm3(new TextEncoder().encode(JSON.stringify(entry))) }),
  );
}

/** The heads of both audit chains as last kept outside the bases. */
export function readHeads(file: string): KeptHeads {
  return readKeyringFile(file).heads;
}

/** Keeps the heads that are given and leaves the other as it is. */
export function keepHeads(file: string, heads: KeptHeads): void {
  const keyring = readKeyringFile(file);
  const register = heads.register ?? keyring.heads.register;
  const content = heads.content ?? keyring.heads.content;
  writeKeyringFile(file, { ...keyring, heads: { ...(register && { register }), ...(content && { content }) } });
}

function replaceEntry(
  file: string,
  personId: string,
  replace: (entry: KeyringPerson) => KeyringPerson | undefined,
): void {
  const keyring = readKeyringFile(file);
  if (!keyring.people.some(({ id }) => id === personId)) {
    throw new StoreError('personUnknown', `钥匙文件“${file}”中没有“${personId}”这个人。请核对登录名。`);
  }
  const people = keyring.people.flatMap((entry) => (entry.id === personId ? (replace(entry) ?? []) : entry));
  writeKeyringFile(file, { ...keyring, people });
}

async function entryOf(file: string, person: NewPerson, keys: BaseKeys): Promise<KeyringPerson> {
  if (person.password === '') throw new TypeError('a password is not empty');
  if (person.readsContent && !keys.contentKey) throw contentKeyNeeded(file, person.id);
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return {
    id: person.id,
    publicKey,
    privateKey: await wrapSecret(Buffer.from(privateKey, 'hex'), person.password, personContext(person.id, publicKey)),
    registerKey: encryptKey(keys.registerKey, publicKey),
    ...(person.readsContent && keys.contentKey && { contentKey: encryptKey(keys.contentKey, publicKey) }),
  };
}

/** A base key as an entry holds it. */
export function encryptKey(key: Uint8Array, publicKey: string): string {
  return sm2.doEncrypt(key, publicKey, cipherMode);
}

function decryptKeys(file: string, holder: Omit<KeyringPerson, 'id'>, privateKey: string): BaseKeys {
  const decrypt = (ciphertext: string): Uint8Array => {
    let key: Uint8Array;
    try {
      key = sm2.doDecrypt(ciphertext, privateKey, cipherMode, { output: 'array' });
    } catch (cause) {
      throw damaged(file, cause);
    }
    if (key.length !== 32) throw damaged(file); // The library answers a failed SM3 check with no bytes.
    return key;
  };
  const registerKey = decrypt(holder.registerKey);
  return holder.contentKey === undefined ? { registerKey } : { registerKey, contentKey: decrypt(holder.contentKey) };
}

/** What the private key of a person is sealed with. */
export function personContext(id: string, publicKey: string): string {
  return contextOf(`person ${id}`, publicKey);
}

/** Binds a sealed private key to its owner and public key: entries cannot be exchanged inside the file. */
function contextOf(owner: string, publicKey: string): string {
  return `neikan keyring 1\n${owner}\n${publicKey}`;
}

function codeSecret(code: string): string {
  const secret = readRecoveryCode(code);
  if (secret === undefined) throw new Error('a new recovery code does not read back');
  return secret;
}

function refuseExisting(file: string): void {
  if (existsSync(file)) throw new StoreError('fileExists', `钥匙文件“${file}”已经存在，没有改动它。`);
}

function contentKeyNeeded(file: string, id: string): StoreError {
  return new StoreError('contentKeyNeeded', `不能让“${id}”阅读稿件：办理人自己没有稿件库的钥匙（钥匙文件“${file}”）。`);
}

function personExists(file: string, id: string): StoreError {
  return new StoreError('personExists', `钥匙文件“${file}”中已有“${id}”。请换一个登录名。`);
}

function damaged(file: string, cause?: unknown): StoreError {
  return new StoreError('damagedFile', `钥匙文件“${file}”已损坏，没有改动它。请用备份恢复。`, { cause });
}
