import type { auditCommands, ChainVerdict } from '#shared/contract/auditCommands.ts';
import { type AuditChain, type AuditHead, compareHead, verifyAuditChain } from '#store/auditChain.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { readHeads } from '#store/keyring.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import { changeRegister, type Handlers, sessionOf } from '../officeContext.ts';

/** 审计: both chains, for the auditor, who need not be able to read manuscripts. */
export const auditHandlers: Handlers<keyof typeof auditCommands> = {
  listAudit(context, { chain, before, limit }) {
    const { table } = chain === 'register' ? registerAudit : contentAuditMirror;
    const rows = sessionOf(context)
      .register.prepare(
        `SELECT sequence, at, person, action, subject, details FROM ${table}
         WHERE sequence < ? ORDER BY sequence DESC LIMIT ?`,
      )
      .all(before ?? Number.MAX_SAFE_INTEGER, limit);
    return rows.map((row) => {
      const { details, ...entry } = row as StoredAuditRow;
      return { ...entry, details: JSON.parse(details) as unknown };
    });
  },

  verifyAudit(context) {
    const { register, content } = sessionOf(context);
    const kept = readHeads(context.environment.files.keyring);
    const verdict = {
      register: verdictOf(register, registerAudit, kept.register),
      // The chain itself where it can be opened; else its mirror, which follows by the same hashes.
      content: content
        ? verdictOf(content, contentAudit, kept.content)
        : verdictOf(register, contentAuditMirror, kept.content),
    };
    changeRegister(context, (_register, record) => {
      record('verifyAudit', 'audit', { register: { ...verdict.register }, content: { ...verdict.content } });
    });
    return verdict;
  },
};

interface StoredAuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
}

function verdictOf(database: ReadableDatabase, chain: AuditChain, kept: AuditHead | undefined): ChainVerdict {
  const verdict = verifyAuditChain(database, chain);
  const rows = database.prepare(`SELECT count(*) FROM ${chain.table}`).pluck().get() as number;
  return {
    rows,
    ...(verdict.kind === 'broken' ? { broken: verdict.sequence } : {}),
    keptHead: kept ? compareHead(database, chain, kept) : 'none',
  };
}
