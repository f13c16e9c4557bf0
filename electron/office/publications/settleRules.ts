import type { CheckedInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { readRules, withRules } from '#shared/issue/publicationRules.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { changeRegister, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { openWays } from './apartDecisions.ts';
import { lastProved, ruleFaultOf, rulesSeenDigest, seenRulesOf } from './provedRules.ts';
import { selectPublication } from './publicationQueries.ts';
import { requireHeldFlow } from './requireHeldFlow.ts';
import { ruleChanges } from './ruleChanges.ts';
import { signDecision } from './ruleDecisions.ts';
import { ruleRole } from './ruleProposals.ts';

/**
 * Puts right the rules of a publication that did not hold: signs them as they are, or as they were last decided. Where they hold and another
 * machine has decided apart, they are decided anew: as they are here, or as there. Throws notFound, forbidden, illegalState, incomplete,
 * conflict.
 */
export function settleRules(
  context: OfficeContext,
  { publicationId, restores, seen }: CheckedInput<'settleRules'>,
): void {
  const { roles, keys } = sessionOf(context);
  changeRegister(context, (register, record) => {
    const { name, settings } = selectPublication(register, publicationId);
    const role = ruleRole(register);
    if (!roles.includes(role)) {
      throw new OfficeError('forbidden', `刊物的规则由${roleNames[role]}核对确认，您没有这个岗位。`);
    }
    const fault = ruleFaultOf(register, publicationId, settings, seenRulesOf(register, keys));
    const [apart] = openWays(register, publicationId);
    if (!fault && !apart) {
      throw new OfficeError('illegalState', `刊物《${name}》的规则与确认过的相符，不用核对。`);
    }
    const other = fault ? lastProved(register, publicationId) : apart;
    const decided = other && readRules(other.rules);
    if (rulesSeenDigest(settings, decided) !== seen) {
      throw new OfficeError('conflict', '规则在您看过之后又有改动，没有确认。请重新看一下。');
    }
    if (restores && !decided)
      throw new OfficeError('illegalState', '没有可以恢复的规则，只能确认现在的，或者另行提出。');
    const rules = restores && decided ? decided : settings;
    if (!fault && canonicalJson(settings.flow) !== canonicalJson(rules.flow)) requireHeldFlow(context, rules.flow);
    signDecision(register, record, keys, {
      publicationId,
      rules,
      kind: 'decided',
      at: instantOf(context),
      // One is shown after the other, and decided as it was shown.
      leavesApart: fault !== undefined,
    });
    register
      .prepare('UPDATE publications SET settings = ? WHERE id = ?')
      .run(JSON.stringify(withRules(settings, rules)), publicationId);
    const changes = ruleChanges(settings, rules, (person) => personNameOf(context, person));
    const how = fault ? 'restored' : 'asThere';
    record('settleRules', publicationId, { how: restores ? how : 'asTheyAre', ...changes });
  });
}
