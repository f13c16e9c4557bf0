import type { auditCommands, ChainVerdict } from '#shared/contract/auditCommands.ts';
import { type AuditChain, type AuditHead, compareHead, verifyAuditChain } from '#store/auditChain.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { readHeads } from '#store/keyring.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import { selectSecuritySettings } from '../accounts/passwordQueries.ts';
import { changeRegister, type Handlers, sessionOf } from '../officeContext.ts';

import { countAudit, selectAudit } from './auditQueries.ts';
import { exportAudit } from './exportAudit.ts';

/** 审计: both chains, for the auditor, who need not be able to read manuscripts. */
export const auditHandlers: Handlers<keyof typeof auditCommands> = {
  listAudit(context, { before = Number.MAX_SAFE_INTEGER, limit, offset, ...filter }) {
    const rows = selectAudit(sessionOf(context).register, filter, { before, limit, offset });
    return rows.map(({ hash: _hash, ...row }) => row);
  },

  countAudit(context, filter) {
    return countAudit(sessionOf(context).register, filter);
  },

  exportAudit,

  recordLock(context, { cause }) {
    changeRegister(context, (_register, record) => record('lock', sessionOf(context).personId, { cause }));
    return {};
  },

  recordCopy(context, { characters, place, id }) {
    const { copyCharacters } = selectSecuritySettings(sessionOf(context).register);
    if (copyCharacters === 0 || characters <= copyCharacters) return {};
    changeRegister(context, (_register, record) => record('copyOut', id ?? place, { place, characters }));
    return {};
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

function verdictOf(database: ReadableDatabase, chain: AuditChain, kept: AuditHead | undefined): ChainVerdict {
  const verdict = verifyAuditChain(database, chain);
  const rows = database.prepare(`SELECT count(*) FROM ${chain.table}`).pluck().get() as number;
  return {
    rows,
    ...(verdict.kind === 'broken' ? { broken: verdict.sequence } : {}),
    keptHead: kept ? compareHead(database, chain, kept) : 'none',
  };
}
