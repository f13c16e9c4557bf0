import type { AuditRow } from '#shared/contract/auditCommands.ts';
import { audit } from '../../strings/audit.ts';
import { auditActions, system } from '../../strings/system.ts';
import { auditDetailsText } from './auditDetails.ts';

/** What things are called that the audit knows by their ids: people, publications, issues, articles. */
export type AuditNames = ReadonlyMap<string, string>;

/** A row as one plain sentence: who did what, to what, and what more is known. */
export function auditSentence({ person, action, subject, details }: AuditRow, names: AuditNames): string {
  const who = person === '' ? '' : (names.get(person) ?? person);
  const what = names.get(subject) ?? system.auditSubjects[subject] ?? subject;
  const more = auditDetailsText(named(details, names));
  const told = Object.hasOwn(audit.sentences, action)
    ? audit.sentences[action as keyof typeof audit.sentences](who, what, details as Readonly<Record<string, unknown>>)
    : plain(who, auditActions[action] ?? action, subject === person || what === '' ? '' : what);
  const isToldWhole = Object.hasOwn(audit.sentences, action);
  return more === '' || isToldWhole ? `${told}。` : `${told}（${more}）。`;
}

function plain(who: string, action: string, what: string): string {
  return what === '' ? `${who}${action}` : `${who}${action}：${what}`;
}

/** The details with the names of what they name; ids of nothing that is known stay. */
function named(details: unknown, names: AuditNames): unknown {
  if (typeof details === 'string') return names.get(details) ?? details;
  if (Array.isArray(details)) return details.map((one) => named(one, names));
  if (typeof details !== 'object' || details === null) return details;
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, named(value, names)]));
}
