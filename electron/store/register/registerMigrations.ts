import { createAuditTable } from '../auditChain.ts';
import { contentAudit } from '../content/contentMigrations.ts';
import type { Migration } from '../migrate.ts';
import { officeTables } from './migration1Office.ts';
import { backupTables } from './migration2Backups.ts';
import { passwordTables } from './migration3Passwords.ts';
import { publicationFlows } from './migration4PublicationFlows.ts';
import { leaverTables } from './migration5Leavers.ts';
import { auditIndexes } from './migration6AuditIndexes.ts';
import { sealTables } from './migration7Seals.ts';
import { keyringSeen } from './migration8KeyringSeen.ts';
import { backupOrder } from './migration9BackupOrder.ts';
import { phraseTables } from './migration10Phrases.ts';
import { keyringDigests } from './migration11KeyringDigest.ts';
import { roleStatements } from './migration12RoleStatements.ts';
import { ruleDecisions } from './migration13RuleDecisions.ts';
import { machineTables } from './migration14Machines.ts';
import { ruleStatements } from './migration15RuleStatements.ts';
import { joiningTables } from './migration16Joining.ts';
import { signedDuties } from './migration17SignedDuties.ts';
import { signedHere } from './migration18SignedHere.ts';
import { rulesApart } from './migration19RulesApart.ts';
import { settledForks } from './migration20SettledForks.ts';
import { toldVoid } from './migration21ToldVoid.ts';
import { roleWays } from './migration22RoleWays.ts';

/** The security audit chain of register.db. */
export const registerAudit = { table: 'audit', name: 'register' } as const;

/** The copy of content.db's chain that an auditor without the content key can read; the source stays authoritative. */
export const contentAuditMirror = { table: 'content_audit_mirror', name: contentAudit.name } as const;

/** Every step register.db has gone through. A step that was released is never edited; a new one is added. */
export const registerMigrations: readonly Migration[] = [
  {
    number: 1,
    up: (database) => {
      createAuditTable(database, registerAudit);
      createAuditTable(database, contentAuditMirror);
      database.exec(officeTables);
    },
  },
  { number: 2, up: (database) => database.exec(backupTables) },
  { number: 3, up: (database) => database.exec(passwordTables) },
  { number: 4, up: (database) => database.exec(publicationFlows) },
  { number: 5, up: (database) => database.exec(leaverTables) },
  { number: 6, up: (database) => database.exec(auditIndexes) },
  { number: 7, up: (database) => database.exec(sealTables) },
  { number: 8, up: (database) => database.exec(keyringSeen) },
  { number: 9, up: (database) => database.exec(backupOrder) },
  { number: 10, up: (database) => database.exec(phraseTables) },
  { number: 11, up: (database) => database.exec(keyringDigests) },
  { number: 12, up: (database) => database.exec(roleStatements) },
  { number: 13, up: (database) => database.exec(ruleDecisions) },
  { number: 14, up: (database) => database.exec(machineTables) },
  { number: 15, up: (database) => database.exec(ruleStatements) },
  { number: 16, up: (database) => database.exec(joiningTables) },
  { number: 17, up: (database) => database.exec(signedDuties) },
  { number: 18, up: (database) => database.exec(signedHere) },
  { number: 19, up: (database) => database.exec(rulesApart) },
  { number: 20, up: settledForks },
  { number: 21, up: (database) => database.exec(toldVoid) },
  { number: 22, up: (database) => database.exec(roleWays) },
];
