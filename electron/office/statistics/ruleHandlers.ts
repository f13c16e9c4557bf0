import type { statisticsCommands } from '#shared/contract/statisticsCommands.ts';
import { scorePeriod } from '#shared/statistics/scorePeriod.ts';
import type { ScoringVersion } from '#shared/statistics/scoringRules.ts';
import { changeContent, contentOf, type Handlers, instantOf, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { drawFacts } from './adoptionFacts.ts';
import { tellStatistics } from './recordHandlers.ts';
import { selectScoringRules, selectVersions } from './ruleQueries.ts';

type RuleCommands = Extract<
  keyof typeof statisticsCommands,
  'listScoringRules' | 'saveScoringRules' | 'previewScoringRules'
>;

/** 计分办法, versioned by date. */
export const ruleHandlers: Handlers<RuleCommands> = {
  listScoringRules(context) {
    return selectScoringRules(contentOf(context));
  },

  saveScoringRules(context, { name, effectiveFrom, rules }) {
    const { personId } = sessionOf(context);
    const saved = changeContent(context, (content, record): ScoringVersion => {
      const published = content.prepare('SELECT max(to_day) FROM published_figures').pluck().get() as string | null;
      if (published !== null && published >= effectiveFrom) {
        throw new OfficeError('illegalState', `到${published}为止的得分已经公布，新的计分办法要从那以后的月份起施行。`);
      }
      const number =
        (content.prepare('SELECT coalesce(max(number), 0) FROM scoring_rules').pluck().get() as number) + 1;
      content
        .prepare(
          `INSERT INTO scoring_rules (number, name, effective_from, rules, saved_by, saved_at)
           VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(number, name, effectiveFrom, JSON.stringify(rules), personId, instantOf(context));
      record('saveScoringRules', String(number), { effectiveFrom });
      return { number, name, effectiveFrom, rules };
    });
    tellStatistics(context);
    return saved;
  },

  previewScoringRules(context, { period, rules }) {
    const facts = drawFacts(context, period);
    const before = scorePeriod(facts, selectVersions(contentOf(context)));
    const whole = { number: 1, name: '试算', effectiveFrom: '1900-01-01', rules };
    const after = new Map(scorePeriod(facts, [whole]).map((score) => [score.unitId, score]));
    return before.flatMap(({ unitId, name, points_hundredths, rank }) => {
      const then = after.get(unitId);
      if (!then) return [];
      return [
        {
          unitId,
          name,
          before_hundredths: points_hundredths,
          after_hundredths: then.points_hundredths,
          rankBefore: rank,
          rankAfter: then.rank,
        },
      ];
    });
  },
};
