import { type AuditSeal, readSeal } from '#shared/audit/auditSeal.ts';
import { signFile } from '#shared/audit/signedFile.ts';
import type { sealCommands } from '#shared/contract/sealCommands.ts';
import { type AuditChain, auditHead, verifyAuditChain } from '#store/auditChain.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { keepHeads } from '#store/keyring.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import { headsOf } from '../accounts/openSession.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { afterCommit } from '../afterCommit.ts';
import { digestOfText } from '../digestOfText.ts';
import { changeRegister, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { checkSigners } from './checkSigners.ts';
import { compareSeal } from './compareSeal.ts';
import { sealedKeys } from './sealedKeys.ts';
import { lastSeal, officeIdentity, type SealRow, sealDueInDays, selectSeal, selectSeals } from './sealQueries.ts';

/** 封存: what goes out of the house, signed, so that what is cut off or exchanged later is missed. */
export const sealHandlers: Handlers<keyof typeof sealCommands> = {
  sealAudit(context) {
    const session = sessionOf(context);
    const { register, personId, personName, keys } = session;
    requireWhole(register, registerAudit, '登记和人员');
    requireWhole(register, contentAuditMirror, '稿件和刊期');
    const before = lastSeal(register);
    const earlier = before && readSeal(before.file);
    const number = (before?.number ?? 0) + 1;
    const at = instantOf(context);
    const file = changeRegister(context, (database, record) => {
      // Its own row first: the seal covers it too.
      record('sealAudit', 'audit', { number });
      const body = {
        format: 'neikan-audit-seal',
        version: 3,
        office: officeIdentity(database),
        number,
        at,
        register: sealed(database, registerAudit, earlier?.register.to),
        content: sealed(database, contentAuditMirror, earlier?.content.to),
        previous: before ? before.sm3 : null,
        ...sealedKeys(database, context.environment.files.keyring),
        by: { personId, name: personName, publicKey: keys.publicKey },
      } as const;
      const seal: AuditSeal = signFile(body, keys.privateKey);
      const text = `${JSON.stringify(seal, undefined, 2)}\n`;
      database
        .prepare('INSERT INTO seals (number, at, person_id, file, sm3) VALUES (?, ?, ?, ?, ?)')
        .run(number, at, personId, text, digestOfText(text));
      return text;
    });
    // From now on a keyring that is older than the seal shows by its heads.
    afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(session)));
    return { number, file: fileOf({ number, at, file }) };
  },

  listSeals(context) {
    const { register } = sessionOf(context);
    const seals = selectSeals(register).map(({ number, at, person_id, file }) => {
      const seal = readSeal(file);
      return {
        number,
        at,
        person: selectPerson(register, person_id)?.name ?? person_id,
        register: seal?.register.to ?? 0,
        content: seal?.content.to ?? 0,
      };
    });
    const dueInDays = sealDueInDays(context);
    return { seals, ...(dueInDays === undefined ? {} : { dueInDays }) };
  },

  readSeal(context, { number }) {
    const found = selectSeal(sessionOf(context).register, number);
    if (!found) throw new OfficeError('notFound', `没有第${number}次封存。`);
    return { number, file: fileOf(found) };
  },

  compareSeal(context, { bytes }) {
    const verdict = compareSeal(context, new TextDecoder().decode(bytes));
    changeRegister(context, (_register, record) => {
      record('compareSeal', 'audit', { number: verdict.number ?? 0, faulty: verdict.faults.length });
    });
    return { ...verdict, faults: [...verdict.faults] };
  },

  checkSigners,
};

function sealed(register: ReadableDatabase, chain: AuditChain, earlier = 0) {
  const { sequence, hash } = auditHead(register, chain);
  return { from: earlier + 1, to: sequence, head: hash };
}

function requireWhole(register: ReadableDatabase, chain: AuditChain, name: string): void {
  const verdict = verifyAuditChain(register, chain);
  if (verdict.kind === 'ok') return;
  throw new OfficeError(
    'illegalState',
    `“${name}”的审计记录从第${verdict.sequence}条起对不上，没有封存。请先查明，再用以前的封存文件核对。`,
  );
}

function fileOf({ number, at, file }: Pick<SealRow, 'number' | 'at' | 'file'>) {
  return { name: `审计封存_第${number}次_${at.slice(0, 10)}.json`, bytes: new TextEncoder().encode(file) };
}
