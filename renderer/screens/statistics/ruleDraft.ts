import type { ScoringRules } from '#shared/statistics/scoringRules.ts';
import { createStore } from '../../app/store.ts';

/** A table that is being drafted; it waits here while one looks elsewhere, for the person who drafts it alone. */
export interface RuleDraft {
  readonly personId: string;
  readonly name: string;
  /** YYYY-MM. */
  readonly month: string;
  readonly rules: ScoringRules;
}

export const ruleDraft = createStore<RuleDraft | undefined>(undefined);

/** An id that no rule of the table has. */
export function newRuleId(rules: ScoringRules): string {
  const taken = new Set(
    [...rules.adoptions, ...rules.multipliers, ...rules.instructions, ...rules.faults, ...rules.caps].map(
      ({ id }) => id,
    ),
  );
  let number = taken.size + 1;
  while (taken.has(`rule${number}`)) number += 1;
  return `rule${number}`;
}

/** 市级、省级 as a list, undefined where nothing is named. */
export function listOf(text: string): string[] | undefined {
  const names = text
    .split(/[、，,；;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? undefined : names;
}
