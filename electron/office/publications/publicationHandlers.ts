import type { Publication, registerCommands } from '#shared/contract/registerCommands.ts';
import type { ruleCommands } from '#shared/contract/ruleCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { areSameRules, Rules, rulesOf, withRules } from '#shared/issue/publicationRules.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { specimenIssue } from '#shared/issue/specimenIssue.ts';
import { layoutFaults } from '#shared/layout/layoutFaults.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { WritableDatabase } from '#store/database.ts';
import { recomposeDraftsOf } from '../issues/composeIssue.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { listFonts, typesetPages } from '../lazyFormats.ts';
import {
  changeContent,
  changeRegister,
  type Handlers,
  instantOf,
  type OfficeContext,
  sessionOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication, selectPublications } from './publicationQueries.ts';
import { requireHeldFlow } from './requireHeldFlow.ts';
import { ruleChanges } from './ruleChanges.ts';
import { signDecision } from './ruleDecisions.ts';
import { requireSettledRules, selectRuleFaults } from './ruleFaults.ts';
import { requireProposal, ruleRole, selectProposals } from './ruleProposals.ts';
import { settleRules } from './settleRules.ts';

type PublicationCommands =
  | Extract<keyof typeof registerCommands, 'listPublications' | 'savePublication' | 'previewPublication' | 'listFonts'>
  | keyof typeof ruleCommands;

/** 刊物: what an issue takes over when it begins. */
export const publicationHandlers: Handlers<PublicationCommands> = {
  listPublications(context) {
    return selectPublications(sessionOf(context).register);
  },

  savePublication(context, { id, name, settings }) {
    const faults = layoutFaults(settings.layout);
    if (faults.length > 0) throw new OfficeError('unprintable', faults.join(''));
    const { personId, roles, keys } = sessionOf(context);
    const publicationId = id ?? context.environment.newId();
    const isProposed = changeRegister(context, (register, record) => {
      const before = id === undefined ? PublicationSettings.parse({}) : selectPublication(register, id).settings;
      // Whoever leaves later is not in the way of other settings: only another flow has to have its people.
      if (canonicalJson(settings.flow) !== canonicalJson(before.flow)) requireHeldFlow(context, settings.flow);
      const namesake = register
        .prepare('SELECT 1 FROM publications WHERE name = ? AND id <> ?')
        .get(name, publicationId);
      if (namesake) throw new OfficeError('nameTaken', `已有名为“${name}”的刊物。`);
      const at = instantOf(context);
      const isChanged = !areSameRules(before, settings);
      const isDecided = isChanged && roles.includes(ruleRole(register));
      const saved = isChanged && !isDecided ? withRules(settings, before) : settings;
      if (id !== undefined && isDecided) requireSettledRules(context, publicationId);
      if (isDecided || id === undefined) {
        const kind = roles.includes(ruleRole(register)) ? 'decided' : 'begun';
        signDecision(register, record, keys, { publicationId, rules: saved, kind, at });
      }
      writePublication(register, { id: publicationId, name, settings: saved });
      const changes = ruleChanges(before, settings, (person) => personNameOf(context, person));
      record('savePublication', publicationId, isDecided ? changes : {});
      if (isChanged) endProposal(register, publicationId, 'replaced', personId, at);
      if (!isChanged || isDecided) return false;
      register
        .prepare('INSERT INTO rule_proposals (id, publication_id, rules, proposer, proposed_at) VALUES (?, ?, ?, ?, ?)')
        .run(context.environment.newId(), publicationId, JSON.stringify(rulesOf(settings)), personId, at);
      record('proposeRules', publicationId, changes);
      return true;
    });
    recomposeDrafts(context, publicationId);
    const saved = selectPublication(sessionOf(context).register, publicationId);
    return isProposed ? { ...saved, isProposed } : saved;
  },

  listRuleProposals(context) {
    return selectProposals(context);
  },

  decideRuleProposal(context, { id, isAccepted, reason }) {
    const { personId, roles, keys } = sessionOf(context);
    const publicationId = changeRegister(context, (register, record) => {
      const { publication_id, rules: proposed, proposer } = requireProposal(register, id);
      const role = ruleRole(register);
      if (!roles.includes(role)) {
        throw new OfficeError('forbidden', `刊物的这些规则由${roleNames[role]}确认，您没有这个岗位。`);
      }
      if (proposer === personId) throw new OfficeError('samePerson', '不能确认自己提出的改动，请由别人确认。');
      if (!isAccepted && reason === '') throw new OfficeError('reasonMissing', '不同意要写明原因。');
      if (isAccepted) requireSettledRules(context, publication_id);
      const at = instantOf(context);
      endProposal(register, publication_id, isAccepted ? 'accepted' : 'refused', personId, at, reason);
      const { name, settings } = selectPublication(register, publication_id);
      const rules = Rules.parse(JSON.parse(proposed));
      const changes = ruleChanges(settings, rules, (person) => personNameOf(context, person));
      record(isAccepted ? 'acceptRules' : 'refuseRules', publication_id, changes);
      if (!isAccepted) return publication_id;
      if (canonicalJson(settings.flow) !== canonicalJson(rules.flow)) requireHeldFlow(context, rules.flow);
      signDecision(register, record, keys, { publicationId: publication_id, rules, kind: 'decided', at });
      writePublication(register, { id: publication_id, name, settings: withRules(settings, rules) });
      return publication_id;
    });
    recomposeDrafts(context, publicationId);
    return selectPublication(sessionOf(context).register, publicationId);
  },

  withdrawRuleProposal(context, { id }) {
    const { personId } = sessionOf(context);
    changeRegister(context, (register, record) => {
      const { publication_id, proposer } = requireProposal(register, id);
      if (proposer !== personId) throw new OfficeError('forbidden', '这项改动是别人提出的，由提出的人撤回。');
      endProposal(register, publication_id, 'withdrawn', personId, instantOf(context));
      record('withdrawRules', publication_id);
    });
    context.environment.emit({ kind: 'changed', nouns: ['publications'] });
    return {};
  },

  listRuleFaults(context) {
    return [...selectRuleFaults(context)];
  },

  settleRules(context, input) {
    settleRules(context, input);
    recomposeDrafts(context, input.publicationId);
    return selectPublication(sessionOf(context).register, input.publicationId);
  },

  async previewPublication(context, { name, settings }) {
    const { print } = context.environment;
    const specimen = specimenIssue(name, settings);
    const { pages, pdf } = await typesetPages(specimen, settings.layout, print, { draft: { name: '示例' } });
    return { pages, pdf: new Uint8Array(pdf) };
  },

  listFonts(_context, { source }) {
    return listFonts({ source });
  },
};

function writePublication(register: WritableDatabase, { id, name, settings }: Publication): void {
  register
    .prepare(
      `INSERT INTO publications (id, name, settings) VALUES (@id, @name, @settings)
       ON CONFLICT (id) DO UPDATE SET name = @name, settings = @settings`,
    )
    .run({ id, name, settings: JSON.stringify(settings) });
}

/** What waited for a decision about a publication waits no more. */
function endProposal(
  register: WritableDatabase,
  publicationId: string,
  state: 'accepted' | 'refused' | 'withdrawn' | 'replaced',
  by: string,
  at: string,
  reason = '',
): void {
  register
    .prepare(
      `UPDATE rule_proposals SET state = ?, decided_by = ?, decided_at = ?, reason = ?
       WHERE publication_id = ? AND state = 'proposed'`,
    )
    .run(state, by, at, reason, publicationId);
}

/** Drafts take over what their publication prints; of somebody who reads none they do with their next change. */
function recomposeDrafts(context: OfficeContext, publicationId: string): void {
  const { register, content: readable } = sessionOf(context);
  if (readable) {
    const publication = selectPublication(register, publicationId);
    changeContent(context, (content, record) => {
      for (const issueId of recomposeDraftsOf(content, publication)) {
        record('saveIssue', issueId, { publication: publicationId });
      }
    });
  }
  context.environment.emit({ kind: 'changed', nouns: ['publications', 'issues'] });
}
