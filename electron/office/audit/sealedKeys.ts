import { sm3 } from 'sm-crypto-v2';
import type { AuditSeal } from '#shared/audit/auditSeal.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { keyringDigest } from '#store/keyring.ts';

type SealedKeys = Pick<Extract<AuditSeal, { readonly version: 2 }>, 'keyring' | 'keys'>;

/** Every step that lawfully changes the keyring has its row in the audit under one of these. */
const lawfulChanges = [
  'admitPerson',
  'grantContentAccess',
  'setRoles',
  'dismissPerson',
  'changePassword',
  'recoverPassword',
  'reissueRecovery',
  'restoreBackup',
];

/** What a seal holds of the keys: the keyring as it is, and each key that was ever registered, in the order of their coming. */
export function sealedKeys(register: ReadableDatabase, keyring: string): SealedKeys {
  return { keyring: keyringDigest(keyring), keys: [...registeredKeys(register)] };
}

/** Which keys are no longer those that were sealed; none for a seal of the first version, which holds none. */
export function keyFaults(register: ReadableDatabase, keyring: string, seal: AuditSeal): readonly string[] {
  if (seal.version === 1) return [];
  const now = registeredKeys(register);
  const gone = seal.keys.filter(
    (sealed) => !now.some(({ personId, sm3: digest }) => personId === sealed.personId && digest === sealed.sm3),
  );
  const faults = gone.map(({ personId, sm3: digest }) => {
    const own = now.filter((key) => key.personId === personId).map((key) => fingerprint(key.sm3));
    const here = own.length === 0 ? '现在没有登记钥匙' : `现在登记的指纹是${own.join('，')}`;
    return `${personId}登记的钥匙被换过：封存时的指纹是${fingerprint(digest)}，${here}。`;
  });
  if (keyringDigest(keyring) !== seal.keyring && !hasLawfulChange(register, seal)) {
    faults.push(
      '钥匙文件（keyring.json）与封存时不同，而封存以后没有办理过口令、人员或恢复码：其中的钥匙被换过（办理离任、调整岗位时断过电的属正常）。',
    );
  }
  return faults;
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

function hasLawfulChange(register: ReadableDatabase, seal: AuditSeal): boolean {
  const sql = `SELECT 1 FROM audit WHERE sequence > ? AND action IN (${lawfulChanges.map(() => '?').join(', ')}) LIMIT 1`;
  return register.prepare(sql).get(seal.register.to, ...lawfulChanges) !== undefined;
}

/** As people compare it by eye: the first 16 digits in groups of four. */
function fingerprint(digest: string): string {
  return (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}
