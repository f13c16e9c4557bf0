import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { Rules } from '#shared/issue/publicationRules.ts';
import type { Flow } from '#shared/workflow/flow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { provedDecisions } from '../publications/provedRules.ts';

/**
 * Each flow an issue was handed over with is one that somebody has decided for its publication, whenever that was, with a
 * signature that this register proves; and where it comes with signatures on paper, somebody has decided once that the
 * publication allows them. Throws HandoverRefusal flowUnknown, paperUnknown: where it was decided elsewhere, the register of that
 * machine comes first.
 */
export function requireDecidedRules(
  register: ReadableDatabase,
  publicationId: string,
  { flows, hasPaper }: { readonly flows: Iterable<Flow>; readonly hasPaper: boolean },
): void {
  const decided = provedDecisions(register, publicationId).map(({ rules }) => Rules.parse(JSON.parse(rules)));
  const inLetters = (flow: Flow) => canonicalJson(flow as Json);
  const known = new Set(decided.map(({ flow }) => inLetters(flow)));
  for (const flow of flows) {
    if (!known.has(inLetters(flow))) throw new HandoverRefusal('flowUnknown');
  }
  if (hasPaper && !decided.some(({ allowsPaperSignOff }) => allowsPaperSignOff)) {
    throw new HandoverRefusal('paperUnknown');
  }
}
