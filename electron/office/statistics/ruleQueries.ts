import type { CommandOutput } from '#shared/contract/contract.ts';
import { ScoringRules } from '#shared/statistics/scoringRules.ts';
import type { ReadableDatabase } from '#store/database.ts';

interface StoredRules {
  readonly number: number;
  readonly name: string;
  readonly effective_from: string;
  readonly rules: string;
  readonly saved_by: string;
  readonly saved_at: string;
}

/** Every version there is, from the first. */
export function selectScoringRules(content: ReadableDatabase): CommandOutput<'listScoringRules'> {
  const rows = content.prepare('SELECT * FROM scoring_rules ORDER BY number').all() as readonly StoredRules[];
  return rows.map(({ number, name, effective_from, rules, saved_by, saved_at }) => ({
    number,
    name,
    effectiveFrom: effective_from,
    rules: ScoringRules.parse(JSON.parse(rules)),
    savedBy: saved_by,
    savedAt: saved_at,
  }));
}

/** The versions alone, as figures are made by them. */
export function selectVersions(content: ReadableDatabase) {
  return selectScoringRules(content).map(({ savedBy: _by, savedAt: _at, ...version }) => version);
}
