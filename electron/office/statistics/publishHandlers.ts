import { isSigned, signFile } from '#shared/audit/signedFile.ts';
import type { Recomputation, statisticsCommands } from '#shared/contract/statisticsCommands.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { daysOf, periodName } from '#shared/statistics/period.ts';
import {
  factsDifferences,
  factsHash,
  type PublishedFigures,
  publishedTable,
  rulesHash,
  tableDifferences,
} from '#shared/statistics/publishedFigures.ts';
import { scorePeriod } from '#shared/statistics/scorePeriod.ts';
import { versionOn } from '#shared/statistics/scoringRules.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { officeIdentity } from '../audit/sealQueries.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { drawFacts } from './adoptionFacts.ts';
import { selectPublished, selectWholePublished } from './publishedQueries.ts';
import { tellStatistics } from './recordHandlers.ts';
import { selectVersions } from './ruleQueries.ts';

type PublishCommands = Extract<
  keyof typeof statisticsCommands,
  'publishFigures' | 'readPublishedFigures' | 'recomputeFigures'
>;

/** 公布: figures of a period that stay as they went out, and the proof that they can be made again. */
export const publishHandlers: Handlers<PublishCommands> = {
  publishFigures(context, { period, factsHash: seen, reason }) {
    const { register, personId, personName, keys } = sessionOf(context);
    const at = instantOf(context);
    const number = changeContent(context, (content, record) => {
      const facts = drawFacts(context, period);
      const name = periodName(period);
      if (!facts.isOver) throw new OfficeError('illegalState', `${name}还没有过完，不能公布得分。`);
      if (factsHash(facts) !== seen) {
        throw new OfficeError('conflict', '您看过之后，采用情况又有变化。请看新的得分，再公布。');
      }
      const versions = selectVersions(content);
      const { from, to } = daysOf(period);
      if (!versionOn(versions, to))
        throw new OfficeError('illegalState', `${name}没有施行中的计分办法，不能公布得分。`);
      const earlier = selectPublished(content).find((one) => periodName(one.period) === name);
      if (earlier && reason === '') {
        throw new OfficeError('reasonMissing', `${name}的得分已经公布过，重新公布要写明原因。`);
      }
      const next = (selectPublished(content)[0]?.number ?? 0) + 1;
      const given = earlier ? reason : undefined;
      const statement: PublishedFigures = signFile(
        {
          format: 'neikan-published-figures',
          version: 1,
          office: officeIdentity(register).name,
          number: next,
          period,
          at,
          rules: versions.map((version) => ({ number: version.number, sm3: rulesHash(version) })),
          factsHash: seen,
          table: publishedTable(scorePeriod(facts, versions)),
          ...(given === undefined ? {} : { reason: given }),
          by: { personId, name: personName, publicKey: keys.publicKey },
        } as const,
        keys.privateKey,
      );
      content
        .prepare(
          `INSERT INTO published_figures
             (number, period, from_day, to_day, facts_hash, facts, statement, reason, published_by, published_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          next,
          canonicalJson(period),
          from,
          to,
          seen,
          canonicalJson(facts as unknown as Json),
          JSON.stringify(statement),
          given ?? null,
          personId,
          at,
        );
      record('publishFigures', String(next), { from, to });
      return next;
    });
    tellStatistics(context);
    return selectWholePublished(contentOf(context), number).summary;
  },

  readPublishedFigures(context, { number }) {
    const { summary, file } = selectWholePublished(contentOf(context), number);
    const text = `${JSON.stringify(JSON.parse(file), undefined, 2)}\n`;
    return {
      name: `公布得分_${periodName(summary.period)}_第${number}号.json`,
      bytes: new TextEncoder().encode(text),
    };
  },

  recomputeFigures(context, { number }) {
    const recomputation = recompute(context, number);
    changeContent(context, (_content, record) =>
      record('recomputeFigures', String(number), {
        faults: recomputation.faults.length,
        differences: recomputation.differences.length,
      }),
    );
    return recomputation;
  },
};

/** Makes the figures again: from what was frozen, which has to give the same bytes, and from what is on record today. */
function recompute(context: OfficeContext, number: number): Recomputation {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  const { summary, facts, statement } = selectWholePublished(content, number);
  const all = selectVersions(content);
  // Versions that were made later have no part in it.
  const versions = all.filter((version) => statement.rules.some((rule) => rule.number === version.number));
  const now = drawFacts(context, summary.period);
  const again = publishedTable(scorePeriod(facts, versions));
  const today = publishedTable(scorePeriod(now, versions));
  const faults = [
    ...(isSigned(statement) ? [] : ['公布的得分与签名不符，已被改动。']),
    ...(isKeyOf(register, summary.personId, statement.by.publicKey) ? [] : ['公布不是用登记的钥匙签的。']),
    ...(factsHash(facts) === statement.factsHash ? [] : ['保存的采用情况与公布时的摘要不符，已被改动。']),
    ...statement.rules.flatMap(({ number: rule, sm3 }) => {
      const version = versions.find((one) => one.number === rule);
      return version && rulesHash(version) === sm3 ? [] : [`计分办法第${rule}版与公布时的摘要不符，已被改动。`];
    }),
    ...(canonicalJson(again as unknown as Json) === canonicalJson(statement.table as unknown as Json)
      ? []
      : ['按公布时的采用情况和计分办法重算，得不出公布的得分。']),
  ];
  return {
    number,
    isSound: faults.length === 0,
    faults,
    differences: tableDifferences(statement.table, today),
    factDifferences: factsDifferences(facts, now),
    table: today,
  };
}
