import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import type { Flow } from '#shared/workflow/flow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { provedDecisions } from '../publications/provedRules.ts';
import { Rules } from '../publications/ruleProposals.ts';

/**
 * Each flow an issue was handed over with is one that somebody has decided for its publication, whenever that was, with a
 * signature that this register proves. Throws HandoverRefusal flowUnknown: where it was decided elsewhere, the register of that
 * machine comes first.
 */
export function requireDecidedFlows(register: ReadableDatabase, publicationId: string, flows: Iterable<Flow>): void {
  const inLetters = (flow: Flow) => canonicalJson(flow as Json);
  const decided = new Set(decidedRules(register, publicationId).map(({ flow }) => inLetters(flow)));
  for (const flow of flows) {
    if (!decided.has(inLetters(flow))) throw new HandoverRefusal('flowUnknown');
  }
}

/**
 * Of a publication whose issue comes with signatures on paper somebody has decided once that it allows them. Throws
 * HandoverRefusal paperUnknown, as with flows.
 */
export function requireDecidedPaper(register: ReadableDatabase, publicationId: string): void {
  const isAllowed = decidedRules(register, publicationId).some(({ allowsPaperSignOff }) => allowsPaperSignOff);
  if (!isAllowed) throw new HandoverRefusal('paperUnknown');
}

function decidedRules(register: ReadableDatabase, publicationId: string): readonly Rules[] {
  return provedDecisions(register, publicationId).map(({ rules }) => Rules.parse(JSON.parse(rules)));
}
