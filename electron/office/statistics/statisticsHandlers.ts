import type { statisticsCommands } from '#shared/contract/statisticsCommands.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { draftAdoptionBulletin } from '#shared/statistics/adoptionBulletin.ts';
import type { Period } from '#shared/statistics/period.ts';
import { periodName } from '#shared/statistics/period.ts';
import { factsHash } from '#shared/statistics/publishedFigures.ts';
import { scorePeriod } from '#shared/statistics/scorePeriod.ts';
import { versionOn } from '#shared/statistics/scoringRules.ts';
import { statisticsSheets } from '#shared/statistics/statisticsSheets.ts';
import { insertArticle } from '../articles/articleQueries.ts';
import { officeIdentity } from '../audit/sealQueries.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { drawFacts } from './adoptionFacts.ts';
import { selectPublished } from './publishedQueries.ts';
import { publishHandlers } from './publishHandlers.ts';
import { recordHandlers } from './recordHandlers.ts';
import { ruleHandlers } from './ruleHandlers.ts';
import { selectVersions } from './ruleQueries.ts';

/** 统计 of adoption, and points for it. */
export const statisticsHandlers: Handlers<keyof typeof statisticsCommands> = {
  ...recordHandlers,
  ...ruleHandlers,
  ...publishHandlers,

  readStatistics(context, { period, withBackIssues }) {
    const { facts, scores, versions } = figuresOf(context, period, withBackIssues);
    const name = periodName(period);
    return {
      facts,
      factsHash: factsHash(facts),
      scores,
      versions,
      published: selectPublished(contentOf(context)).filter((one) => periodName(one.period) === name),
    };
  },

  draftAdoptionBulletin(context, { period }) {
    const { register, personId } = sessionOf(context);
    const { facts, scores, versions } = figuresOf(context, period);
    const article = draftAdoptionBulletin({
      facts,
      scores,
      rules: versionOn(versions, facts.until),
      office: officeIdentity(register).name,
    });
    const articleId = context.environment.newId();
    changeContent(context, (content, record) => {
      insertArticle(content, { id: articleId, content: article, at: instantOf(context), by: personId });
      record('createArticle', articleId);
      record('draftAdoptionBulletin', articleId, { period: periodName(period) });
    });
    context.environment.emit({ kind: 'changed', nouns: ['articles'] });
    return { articleId };
  },

  async exportStatistics(context, { period, format, withBackIssues }) {
    const { facts, scores } = figuresOf(context, period, withBackIssues);
    const { writeCsv } = await import('#formats/xlsx/writeCsv.ts');
    const { writeXlsx } = await import('#formats/xlsx/writeXlsx.ts');
    const sheets = statisticsSheets(facts, scores);
    const stem = `采用统计_${periodName(period)}`;
    const files =
      format === 'xlsx'
        ? [{ name: `${stem}.xlsx`, bytes: writeXlsx(sheets, context.environment.now()) }]
        : sheets.map((sheet) => ({ name: `${stem}_${sheet.name}.csv`, bytes: writeCsv(sheet) }));
    changeContent(context, (_content, record) =>
      record('exportStatistics', periodName(period), { format, ...(withBackIssues ? { withBackIssues } : {}) }),
    );
    return { files };
  },

  async printStatistics(context, { period, withBackIssues }) {
    const { register } = sessionOf(context);
    const { facts, scores, versions } = figuresOf(context, period, withBackIssues);
    const { typesetStatistics } = await import('#formats/typeset/typesetStatistics.ts');
    const layout = selectPublications(register)[0]?.settings.layout ?? defaultLayoutParameters;
    const report = {
      facts,
      scores,
      office: officeIdentity(register).name,
      made: momentLine(instantOf(context)),
      rules: versionOn(versions, facts.until),
    };
    const bytes = new Uint8Array(await typesetStatistics(report, layout, context.environment.print));
    changeContent(context, (_content, record) => record('printStatistics', periodName(period)));
    return { name: `采用统计_${periodName(period)}.pdf`, bytes };
  },
};

function figuresOf(context: OfficeContext, period: Period, withBackIssues = false) {
  const facts = drawFacts(context, period, withBackIssues);
  const versions = selectVersions(contentOf(context));
  return { facts, versions, scores: scorePeriod(facts, versions) };
}
