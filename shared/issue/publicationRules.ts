import { canonicalJson, type Json } from './canonicalJson.ts';
import { PublicationSettings } from './publicationSettings.ts';

/** What of the settings says who has to agree to what. */
export const Rules = PublicationSettings.pick({
  flow: true,
  outputApproval: true,
  markingRule: true,
  allowsPaperSignOff: true,
});
export type Rules = Pick<PublicationSettings, 'flow' | 'outputApproval' | 'markingRule' | 'allowsPaperSignOff'>;

/** Rules as they stand beside a statement; undefined where this program cannot read them. */
export function readRules(stored: string): Rules | undefined {
  try {
    const read = Rules.safeParse(JSON.parse(stored));
    return read.success ? read.data : undefined;
  } catch {
    // Whoever sends a package may write what is no JSON.
    return undefined;
  }
}

/** Those of the settings, in one order, as the base compares them. */
export function rulesOf(settings: Rules): Rules {
  const { flow, outputApproval, markingRule, allowsPaperSignOff } = settings;
  return { flow, ...(outputApproval ? { outputApproval } : {}), markingRule, allowsPaperSignOff };
}

export function areSameRules(one: Rules, other: Rules): boolean {
  return canonicalJson(rulesOf(one) as Json) === canonicalJson(rulesOf(other) as Json);
}

/** The settings with other rules, every other member as it is. */
export function withRules<Settings extends Rules>(settings: Settings, rules: Rules): Settings {
  const { outputApproval: _before, ...rest } = settings;
  return { ...rest, ...rulesOf(rules) } as Settings;
}
