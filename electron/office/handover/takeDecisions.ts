import BetterSqlite3 from 'better-sqlite3';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { holdsSeenRules, type SeenRules } from '../publications/provedRules.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { ruleRole } from '../publications/ruleProposals.ts';
import { decidedPublications, newerDecisions } from './newerDecisions.ts';
import { putSignedDecision } from './putSignedDecision.ts';
import type { CarriedDecision, RegisterPart } from './registerPart.ts';
import { conflict } from './registerRows.ts';

/** The words of the base where whoever signed a decision might not decide it. */
const notDecided = 'the rules of a publication are decided and signed by whoever has the role';

/**
 * Decisions about rules that go on from those here, publication by publication. Throws conflict where one that the audit tells of or the reader
 * has seen is gone and does not come back with them.
 */
export function takeDecisions(register: WritableDatabase, part: RegisterPart, seen: SeenRules): CarriedDecision[] {
  return decidedPublications(part).flatMap((publicationId) => {
    const newer = newerDecisions(register, part, publicationId);
    if (newer === 'fork' || newer.length === 0) return [];
    for (const decision of newer) {
      try {
        putSignedDecision(register, decision);
      } catch (error) {
        // A full disk or a damaged page is told as what it is, and so is what another rule of the base refuses.
        if (!(error instanceof BetterSqlite3.SqliteError) || error.message !== notDecided) throw error;
        throw conflict('刊物规则的一项决定与本机的对不上', '请对方的审计员核对审计和刊物规则的签名。');
      }
    }
    if (!holdsSeenRules(register, publicationId, seen)) throw lostHere(register, publicationId);
    return newer;
  });
}

function lostHere(register: ReadableDatabase, publicationId: string) {
  const { name } = selectPublication(register, publicationId);
  return conflict(
    `《${name}》的规则在本机确认过的一项不见了或者被换过，送来的登记里也没有它`,
    `请${roleNames[ruleRole(register)]}先到本机“系统—刊物”核对确认，再采用一次。`,
  );
}
