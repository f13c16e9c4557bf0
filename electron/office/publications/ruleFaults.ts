import type { RuleFault as ToldFault } from '#shared/contract/ruleCommands.ts';
import { type Rules, readRules } from '#shared/issue/publicationRules.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPeople } from '../accounts/peopleQueries.ts';
import { machineNameOf, selectOwnMachine } from '../handover/machineQueries.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { type ApartDecision, openWays } from './apartDecisions.ts';
import {
  lastProved,
  type RuleFault,
  ruleFaultOf,
  rulesSeenDigest,
  type SeenRules,
  seenRulesOf,
} from './provedRules.ts';
import { selectPublication, selectPublications } from './publicationQueries.ts';
import { ruleChanges, ruleTexts } from './ruleChanges.ts';
import { ruleRole } from './ruleProposals.ts';

const ruleNames: Readonly<Record<string, string>> = {
  flow: '审签流程',
  outputApproval: '输出审批',
  markingRule: '标识登记',
  paperSignOff: '纸质签批',
};

/** What does not hold about the rules of the publications, for whoever is signed in. */
export function selectRuleFaults(context: OfficeContext): readonly ToldFault[] {
  const { register, roles, keys } = sessionOf(context);
  const seen = seenRulesOf(register, keys);
  const role = ruleRole(register);
  const nameOf = (personId: string) => personNameOf(context, personId);
  return selectPublications(register).flatMap(({ id, name, settings }): ToldFault[] => {
    const fault = ruleFaultOf(register, id, settings, seen);
    const [apart] = fault ? [] : openWays(register, id);
    const other = fault ? lastProved(register, id) : apart;
    const decided = other && readRules(other.rules);
    const changes = decided ? ruleChanges(decided, settings, nameOf) : {};
    const told = fault
      ? { kind: fault.kind, text: faultSentence(name, fault, settings, nameOf) }
      : apart && {
          kind: 'apart' as const,
          text: apartSentence(register, name, apart, settings),
          machine: machineNameOf(register, apart.sender),
        };
    if (!told) return [];
    return [
      {
        publicationId: id,
        publicationName: name,
        ...told,
        changes: Object.entries(changes).map(([rule, { from, to }]) => ({ rule, from: [...from], to: [...to] })),
        current: Object.entries(ruleTexts(settings, nameOf)).map(([rule, says]) => ({ rule, says: [...says] })),
        mayRestore: Object.keys(changes).length > 0,
        settledByRole: role,
        maySettle: roles.includes(role),
        seen: rulesSeenDigest(settings, decided),
      },
    ];
  });
}

/** One sentence a publication that two machines have decided apart, for whoever sees to it; nothing stops meanwhile. */
export function apartSentences(register: ReadableDatabase): readonly string[] {
  return selectPublications(register).flatMap(({ id, name, settings }) => {
    const [apart] = openWays(register, id);
    return apart ? [apartSentence(register, name, apart, settings)] : [];
  });
}

/** Which two machines have decided apart about a publication, and what differs. It is said at a sign-in, which nothing may stop. */
export function apartSentence(
  register: ReadableDatabase,
  publication: string,
  { sender, rules }: Pick<ApartDecision, 'sender' | 'rules'>,
  settings: Rules,
): string {
  const own = selectOwnMachine(register);
  const here = own ? `本机“${own.card.name}”` : '本机';
  const what = differenceWords(readRules(rules), settings);
  return `刊物《${publication}》的规则，${here}和“${machineNameOf(register, sender)}”各定各的：${what}。`;
}

function differenceWords(there: Rules | undefined, here: Rules): string {
  if (!there) return '那边定的在本机读不出来';
  const differing = Object.keys(ruleChanges(there, here, (personId) => personId));
  if (differing.length === 0) return '定的一样，但各签各的名';
  return `${differing.map((rule) => ruleNames[rule] ?? rule).join('、')}不一样`;
}

/** One sentence a publication, for whoever sees to it. */
export function ruleFaultSentences(register: ReadableDatabase, seen: SeenRules): readonly string[] {
  const names = new Map(selectPeople(register).map(({ id, name }) => [id, name]));
  const nameOf = (personId: string) => names.get(personId) ?? personId;
  return selectPublications(register).flatMap(({ id, name, settings }) => {
    const fault = ruleFaultOf(register, id, settings, seen);
    return fault ? [faultSentence(name, fault, settings, nameOf)] : [];
  });
}

/** Throws illegalState where the rules of a publication do not hold: nothing goes by them until somebody has put them right. */
export function requireProvedRules(context: OfficeContext, publicationId: string): void {
  const sentence = sentenceOf(context, publicationId);
  if (sentence === undefined) return;
  const role = roleNames[ruleRole(sessionOf(context).register)];
  throw new OfficeError(
    'illegalState',
    `${sentence}在此以前这份刊物不能送审、签发。请${role}到“系统—刊物”核对，确认以后再办。`,
  );
}

/** The same before another change of the rules: whoever decides sees what does not hold first. */
export function requireSettledRules(context: OfficeContext, publicationId: string): void {
  const sentence = sentenceOf(context, publicationId);
  if (sentence === undefined) return;
  throw new OfficeError('illegalState', `${sentence}请先在这份刊物的上方核对，再改规则。`);
}

function sentenceOf(context: OfficeContext, publicationId: string): string | undefined {
  const { register, keys } = sessionOf(context);
  const { name, settings } = selectPublication(register, publicationId);
  const fault = ruleFaultOf(register, publicationId, settings, seenRulesOf(register, keys));
  return fault && faultSentence(name, fault, settings, (personId) => personNameOf(context, personId));
}

function faultSentence(name: string, fault: RuleFault, settings: Rules, nameOf: (id: string) => string): string {
  const since = fault.since === undefined ? '' : momentLine(fault.since);
  switch (fault.kind) {
    case 'changed': {
      const rules = Object.keys(ruleChanges(fault.decided, settings, nameOf)).map((rule) => ruleNames[rule] ?? rule);
      return `刊物《${name}》的${rules.join('、')}与${nameOf(fault.by)}${since}确认的不同，可能是此后绕过本程序改的。`;
    }
    case 'unproved': {
      if (fault.by === undefined) return `刊物《${name}》的规则没有人签名确认过，可能是绕过本程序写的。`;
      return `刊物《${name}》的规则在${since}记为${nameOf(fault.by)}确认，但没有他有效的签名，可能是绕过本程序写的。`;
    }
    case 'lost': {
      const when = since === '' ? '' : `（${since}）`;
      return `刊物《${name}》的规则第${fault.number}号确认${when}不见了或者被换过，可能是绕过本程序改的。`;
    }
    default:
      return fault satisfies never;
  }
}
