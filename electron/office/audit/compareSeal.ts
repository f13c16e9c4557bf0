import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { type AuditSeal, readSeal } from '#shared/audit/auditSeal.ts';
import { isSigned } from '#shared/audit/signedFile.ts';
import { type AuditChain, auditHead, compareHead, verifyAuditChain } from '#store/auditChain.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { readHeads } from '#store/keyring.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { digestOfText } from '../digestOfText.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { rolesAt } from './rolesAt.ts';
import { keyFaults } from './sealedKeys.ts';
import { officeIdentity, selectSeal } from './sealQueries.ts';

export interface SealVerdict {
  readonly number?: number;
  readonly at?: string;
  readonly by?: string;
  /** Of the key that signed. */
  readonly fingerprint?: string;
  /** What does not hold, each as a Chinese sentence that names it; none where all is as it was sealed, and more was only added. */
  readonly faults: readonly string[];
}

/** Compares the data directory with a seal that was kept outside: what was cut off, changed or exchanged since is named. */
export function compareSeal(context: OfficeContext, text: string): SealVerdict {
  const seal = readSeal(text);
  if (!seal) return { faults: ['这不是本程序的封存文件，或者文件不完整。'] };
  const { number, at, by } = seal;
  const told = { number, at, by: by.name, fingerprint: keyFingerprint(by.publicKey) };
  if (!isSigned(seal)) return { ...told, faults: ['封存文件在签名以后被改动过，不能用来核对。'] };
  const { register, content } = sessionOf(context);
  if (seal.office.id !== officeIdentity(register).id) {
    return { ...told, faults: [`封存文件属于“${seal.office.name}”，不是这个数据目录的。`] };
  }
  const faults = [
    ...(isKeyOf(register, by.personId, by.publicKey)
      ? []
      : [`签名的钥匙没有登记在${by.name}名下：封存文件是伪造的，或者登记库被换成了旧的。`]),
    ...(rolesAt(register, by.personId, seal.register.to).includes('auditor')
      ? []
      : [`签名的${by.name}封存时不是审计员：封存文件是伪造的，不能用来核对。`]),
    ...chainFaults('登记库（register.db）', register, registerAudit, seal.register),
    // The chain itself where it can be opened; else its mirror, which follows by the same hashes.
    ...(content
      ? chainFaults('稿件库（content.db）', content, contentAudit, seal.content)
      : chainFaults('稿件库审计记录的副本', register, contentAuditMirror, seal.content)),
    ...keyringFaults(context, seal),
    ...keyFaults(register, context.environment.files.keyring, seal),
    ...placeFaults(register, seal, text),
  ];
  return { ...told, faults };
}

function chainFaults(
  name: string,
  database: ReadableDatabase,
  chain: AuditChain,
  { to, head }: AuditSeal['register'],
): readonly string[] {
  const verdict = verifyAuditChain(database, chain);
  if (verdict.kind === 'broken' && verdict.sequence <= to) {
    return [`${name}的审计记录从第${verdict.sequence}条起对不上，被改动过。`];
  }
  const comparison = compareHead(database, chain, { sequence: to, hash: head });
  if (comparison === 'behind') {
    const { sequence } = auditHead(database, chain);
    return [
      `${name}的审计记录少了第${sequence + 1}条到第${to}条：封存时到第${to}条，现在只到第${sequence}条。末尾被删，或者换成了旧的文件。`,
    ];
  }
  if (comparison === 'different') return [`${name}的第${to}条审计记录与封存时不同，此前的记录被改写过。`];
  if (verdict.kind === 'broken') return [`${name}的审计记录从第${verdict.sequence}条起对不上，被改动过。`];
  return [];
}

/** The keyring keeps the heads that the bases had: at a seal they are brought up to it. */
function keyringFaults(context: OfficeContext, seal: AuditSeal): readonly string[] {
  const kept = readHeads(context.environment.files.keyring);
  const isOlder = (kept.register?.sequence ?? 0) < seal.register.to;
  return isOlder
    ? [
        `钥匙文件（keyring.json）比封存时旧：其中记到第${kept.register?.sequence ?? 0}条，封存时已到第${seal.register.to}条。`,
      ]
    : [];
}

/** The register keeps every seal that was given, each with the hash of the one before. */
function placeFaults(register: ReadableDatabase, seal: AuditSeal, text: string): readonly string[] {
  const kept = selectSeal(register, seal.number);
  if (!kept) return [`登记库中没有第${seal.number}次封存：登记库比封存时旧。`];
  if (kept.sm3 !== digestOfText(text)) return [`登记库中的第${seal.number}次封存与这个文件不同。`];
  const before = seal.number === 1 ? null : (selectSeal(register, seal.number - 1)?.sm3 ?? '');
  return before === seal.previous ? [] : [`第${seal.number - 1}次封存与登记库中的不同，封存的次序被改动过。`];
}
