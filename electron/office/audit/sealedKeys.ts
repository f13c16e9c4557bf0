import { sm3 } from 'sm-crypto-v2';
import type { AuditSeal } from '#shared/audit/auditSeal.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { keyringDigest, keyringEntries } from '#store/keyring.ts';

type SealedKeys = Pick<Extract<AuditSeal, { readonly version: 3 }>, 'entries' | 'keys'>;

/** Every step that lawfully changes somebody's entry of the keyring has its row in the audit, about that person. */
const personChanges = [
  'admitPerson',
  'grantContentAccess',
  'setRoles',
  'dismissPerson',
  'changePassword',
  'recoverPassword',
];
/** Those that give somebody a key. */
const keyChanges = ['admitPerson', 'recoverPassword'];
const recoveryChanges = ['reissueRecovery'];
/** Brings back a keyring and a register of an earlier day, whole. */
const wholeChanges = ['restoreBackup'];
const lawfulChanges = [...personChanges, ...recoveryChanges, ...wholeChanges];

/** What a seal holds of the keys: each entry of the keyring, and each key that was ever registered, in the order of their coming. */
export function sealedKeys(register: ReadableDatabase, keyring: string): SealedKeys {
  return { entries: keyringEntries(keyring), keys: [...registeredKeys(register)] };
}

/** Which keys are no longer those that were sealed, or came since by no lawful step; none for a seal of the first version. */
export function keyFaults(register: ReadableDatabase, keyring: string, seal: AuditSeal): readonly string[] {
  if (seal.version === 1) return [];
  return [
    ...registeredFaults(register, seal),
    ...(seal.version === 2 ? keyringFaults(register, keyring, seal) : entryFaults(register, keyring, seal)),
  ];
}

function registeredFaults(
  register: ReadableDatabase,
  seal: Exclude<AuditSeal, { readonly version: 1 }>,
): readonly string[] {
  const now = registeredKeys(register);
  const isIn = (keys: SealedKeys['keys'], one: SealedKeys['keys'][number]) =>
    keys.some(({ personId, sm3: digest }) => personId === one.personId && digest === one.sm3);
  const gone = seal.keys.filter((sealed) => !isIn(now, sealed));
  const exchanged = gone.map(({ personId, sm3: digest }) => {
    const own = now.filter((key) => key.personId === personId).map((key) => fingerprint(key.sm3));
    const here = own.length === 0 ? '现在没有登记钥匙' : `现在登记的指纹是${own.join('，')}`;
    return `${personId}登记的钥匙被换过：封存时的指纹是${fingerprint(digest)}，${here}。`;
  });
  if (changesSince(register, seal, wholeChanges) > 0) return exchanged;
  const come = now.filter((key) => !isIn(seal.keys, key) && !gone.some(({ personId }) => personId === key.personId));
  const added = [...new Set(come.map(({ personId }) => personId))].flatMap((personId) => {
    const own = come.filter((key) => key.personId === personId).map((key) => fingerprint(key.sm3));
    if (own.length <= changesSince(register, seal, keyChanges, personId)) return [];
    return [`${personId}名下在封存以后多了钥匙，而没有办理过进人或恢复口令：新登记的指纹是${own.join('，')}。`];
  });
  return [...exchanged, ...added];
}

function keyringFaults(
  register: ReadableDatabase,
  keyring: string,
  seal: Extract<AuditSeal, { readonly version: 2 }>,
): readonly string[] {
  if (keyringDigest(keyring) === seal.keyring || changesSince(register, seal, lawfulChanges) > 0) return [];
  return [
    '钥匙文件（keyring.json）与封存时不同，而封存以后没有办理过口令、人员或恢复码：其中的钥匙被换过（办理离任、调整岗位时断过电的属正常）。',
  ];
}

/** Each entry by itself: one person's lawful step excuses nobody else's. */
function entryFaults(
  register: ReadableDatabase,
  keyring: string,
  seal: Extract<AuditSeal, { readonly version: 3 }>,
): readonly string[] {
  if (changesSince(register, seal, wholeChanges) > 0) return [];
  const now = new Map(keyringEntries(keyring).map(({ personId, sm3: digest }) => [personId, digest]));
  const then = new Map(seal.entries.map(({ personId, sm3: digest }) => [personId, digest]));
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((personId) => {
    if (now.get(personId) === then.get(personId)) return [];
    if (personId === '') {
      if (changesSince(register, seal, recoveryChanges) > 0) return [];
      return ['钥匙文件（keyring.json）中恢复码的一项与封存时不同，而封存以后没有重发过恢复码：它被换过。'];
    }
    if (changesSince(register, seal, personChanges, personId) > 0) return [];
    return [
      `钥匙文件（keyring.json）中${personId}的一项与封存时不同，而封存以后没有办理过他的口令、岗位或进人离任：其中的钥匙被换过（办理离任、调整岗位时断过电的属正常）。`,
    ];
  });
}

function registeredKeys(register: ReadableDatabase): SealedKeys['keys'] {
  const rows = register.prepare('SELECT person_id, public_key FROM person_keys ORDER BY rowid').all() as readonly {
    readonly person_id: string;
    readonly public_key: string;
  }[];
  return rows.map(({ person_id, public_key }) => ({
    personId: person_id,
    sm3: sm3(new Uint8Array(Buffer.from(public_key, 'hex'))),
  }));
}

/** How many such steps the audit has since the seal; about one person, where one is named. */
function changesSince(
  register: ReadableDatabase,
  seal: AuditSeal,
  actions: readonly string[],
  subject: string | null = null,
): number {
  const list = actions.map(() => '?').join(', ');
  const sql = `SELECT count(*) FROM audit WHERE sequence > ? AND (? IS NULL OR subject = ?) AND action IN (${list})`;
  return register
    .prepare(sql)
    .pluck()
    .get(seal.register.to, subject, subject, ...actions) as number;
}

/** As people compare it by eye: the first 16 digits in groups of four. */
function fingerprint(digest: string): string {
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
