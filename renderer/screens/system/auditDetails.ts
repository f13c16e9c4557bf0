import { issueStateNames } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { stateNames } from '../../strings/manuscripts.ts';
import { auditDetailNames, system } from '../../strings/system.ts';

/** What an audit row says beside its action, in words; what has no words here is shown as it is written. */
export function auditDetailsText(details: unknown): string {
  if (typeof details !== 'object' || details === null) return '';
  return Object.entries(details)
    .map(([key, value]) => `${auditDetailNames[key] ?? key}：${valueText(key, value)}`)
    .join('；');
}

function valueText(key: string, value: unknown): string {
  if (typeof value === 'string') return wordsOf(key, value);
  if (typeof value === 'number')
    return key === 'version' || key === 'from' ? system.auditVersion(value) : String(value);
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one === 'string')) return value.map((one) => wordsOf(key, one)).join('、');
    return system.auditItems(value.length);
  }
  if (typeof value === 'object' && value !== null) return `（${auditDetailsText(value)}）`;
  return String(value);
}

/** A word of a row's details as people say it. */
export function wordsOf(key: string, value: string): string {
  const names: Readonly<Record<string, string>> = {
    ...issueStateNames,
    ...stateNames,
    ...roleNames,
    ...system.auditWords,
  };
  // A hash is long, and its beginning tells it from every other.
  if (/^[0-9a-f]{64}$/.test(value)) return `${value.slice(0, 16)}…`;
  return key === 'name' ? value : (system.auditWordsOf[key]?.[value] ?? names[value] ?? value);
}
