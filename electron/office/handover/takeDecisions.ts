import BetterSqlite3 from 'better-sqlite3';
import type { WritableDatabase } from '#store/database.ts';
import { putSignedDecision } from './putSignedDecision.ts';
import { decisionsOf, type RegisterPart } from './registerPart.ts';
import { conflict } from './registerRows.ts';

/** The words of the base where whoever signed a decision might not decide it. */
const notDecided = 'the rules of a publication are decided and signed by whoever has the role';

/** Decisions about rules that follow those here. Throws conflict where both sides have decided. */
export function takeDecisions(register: WritableDatabase, part: RegisterPart): RegisterPart['decisions'] {
  const here = decisionsOf(register).filter(({ statement }) => statement !== null);
  const theirs = part.decisions.filter(({ statement }) => statement !== null);
  const known = new Set(here.map(({ statement }) => statement));
  const newer = theirs.filter(({ statement }) => !known.has(statement));
  for (const decision of newer) {
    const ofIt = (all: RegisterPart['decisions']) =>
      all.filter((one) => one.publication_id === decision.publication_id);
    const mine = ofIt(here);
    const isGoingOn = mine.every(({ statement }, index) => ofIt(theirs)[index]?.statement === statement);
    if (!isGoingOn) throw conflict('一种刊物的规则，两边各改了各的', '请两边的管理员先商定。');
    const highest = register.prepare('SELECT coalesce(max(number), 0) FROM rule_decisions').pluck().get() as number;
    if (decision.number <= highest) throw conflict('刊物的规则，两边各定各的，次序接不上', '请两边的管理员先商定。');
    try {
      putSignedDecision(register, decision);
    } catch (error) {
      // A full disk or a damaged page is told as what it is, and so is what another rule of the base refuses.
      if (!(error instanceof BetterSqlite3.SqliteError) || error.message !== notDecided) throw error;
      throw conflict('刊物规则的一项决定与本机的对不上', '请对方的审计员核对审计和刊物规则的签名。');
    }
  }
  return newer;
}
