import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { Station } from '#shared/workflow/flow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';

type Rules = Pick<PublicationSettings, 'flow' | 'outputApproval' | 'markingRule' | 'allowsPaperSignOff'>;
type Change = { readonly from: readonly string[]; readonly to: readonly string[] };

/** Which of the settings that say who has to agree to what were changed, from what to what; for the audit. */
export function ruleChanges(
  before: Rules,
  after: Rules,
  nameOf: (personId: string) => string,
): Readonly<Record<string, Change>> {
  const [from, to] = [ruleTexts(before, nameOf), ruleTexts(after, nameOf)];
  const changed = (Object.keys(to) as (keyof typeof to)[]).filter(
    (rule) => canonicalJson(from[rule]) !== canonicalJson(to[rule]),
  );
  return Object.fromEntries(changed.map((rule) => [rule, { from: from[rule], to: to[rule] }]));
}

/** Each of those settings in words, as the audit keeps them. */
export function ruleTexts(rules: Rules, nameOf: (personId: string) => string) {
  return {
    flow: rules.flow.map((station) => stationText(station, nameOf)),
    outputApproval: approvalWords(rules.outputApproval),
    markingRule: [rules.markingRule === 'all' ? 'everyMark' : 'classifiedOnly'],
    paperSignOff: [rules.allowsPaperSignOff ? 'allowed' : 'notAllowed'],
  };
}

/** A station by its words, and whom it needs. */
export function stationText(station: Station, nameOf: (personId: string) => string): string {
  if (station.kind !== 'countersigner') return station.label;
  const { signers } = station;
  const who =
    signers.kind === 'people' ? signers.people.map(nameOf).join('、') : `${roleNames[signers.role]}${signers.count}人`;
  return `${station.label}（${who}）`;
}

function approvalWords(approval: Rules['outputApproval']): readonly string[] {
  if (!approval) return ['noTicket'];
  return [
    'ticketNeeded',
    ...(approval.approver ? [approval.approver] : []),
    ...(approval.isStamped ? ['stamped'] : []),
  ];
}
