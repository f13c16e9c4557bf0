import { countCharacters } from '#shared/document/countCharacters.ts';
import { ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { type Adoption, type AdoptionFacts, type CountedUnit, ownLevel } from '#shared/statistics/adoptionFacts.ts';
import { daysOf, isWithin, type Period } from '#shared/statistics/period.ts';
import { createSourceReader } from '#shared/statistics/sourceUnits.ts';
import { selectManuscripts } from '../manuscripts/manuscriptQueries.ts';
import { contentOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { selectUnits } from '../units/unitHandlers.ts';
import { type RecordRow, selectRecords } from './recordQueries.ts';

interface StoredIssue {
  readonly id: string;
  readonly publication: string;
  readonly column_name: string | null;
  readonly marking: string;
  readonly articles: string;
  readonly series: 'regular' | 'supplement';
  readonly year: number;
  readonly serial: number;
  readonly running: number | null;
  readonly day: string;
}

/** Issues that were signed and are not void, by the day they bear; their articles as they were signed. */
const issuesOfPeriod = `
  WITH dated AS (SELECT issue_id, max(issued_on) AS day FROM search_passages GROUP BY issue_id)
  SELECT issues.id, json_extract(document, '$.publication.name') AS publication,
    json_extract(document, '$.column') AS column_name, json_extract(document, '$.marking') AS marking,
    json_extract(document, '$.articles') AS articles,
    issue_numbers.series, issue_numbers.year, issue_numbers.serial, issue_numbers.running, day
  FROM dated JOIN issues ON issues.id = dated.issue_id JOIN issue_numbers ON issue_numbers.issue_id = issues.id
  WHERE day BETWEEN ? AND ? AND state <> 'void'
  ORDER BY day, issues.id`;

/** 以往刊期 that stand in the archive, in the same form: what was read of them, looked through and kept. */
const backIssuesOfPeriod = `
  SELECT back_issues.id, json_extract(document, '$.publication.name') AS publication,
    json_extract(document, '$.column') AS column_name, json_extract(document, '$.marking') AS marking,
    json_extract(document, '$.articles') AS articles,
    back_issues.series, back_issues.year, back_issues.serial, back_issues.running, back_issues.issued_on AS day
  FROM back_issues JOIN back_issue_items ON back_issue_items.id = back_issues.id
  WHERE back_issues.issued_on BETWEEN ? AND ?
  ORDER BY day, back_issues.id`;

/** What figures of a period are made from, as it is on record now; 以往刊期 only where they are asked for. */
export function drawFacts(context: OfficeContext, period: Period, withBackIssues = false): AdoptionFacts {
  const content = contentOf(context);
  const days = daysOf(period);
  const today = todayOf(context);
  const until = days.to < today ? days.to : today;
  const registered = selectUnits(sessionOf(context).register);
  const units = new Map<string, CountedUnit>(
    registered.map(({ id, name }) => [id, { id, name, isRegistered: true }] as const),
  );
  const know = (unit: CountedUnit): string => {
    if (!units.has(unit.id)) units.set(unit.id, unit);
    return unit.id;
  };
  /** A unit that was taken out of the register keeps what was counted for it. */
  const knowId = (id: string) => know({ id, name: '已删去的单位', isRegistered: false });

  const records = selectRecords(content);
  const requests = records.flatMap(({ id, entry }) => (entry.kind === 'request' ? [{ id, ...entry }] : []));
  const requestOf = new Map(requests.flatMap(({ id, manuscriptId }) => (manuscriptId ? [[manuscriptId, id]] : [])));
  const manuscripts = selectManuscripts(content, {});
  const arrived = new Map(manuscripts.map(({ id, arrivedOn }) => [id, arrivedOn] as const));
  const byArticle = new Map(
    manuscripts.flatMap((manuscript) => (manuscript.articleId ? [[manuscript.articleId, manuscript] as const] : [])),
  );

  const readSource = createSourceReader(registered);
  const issues = [
    ...(withBackIssues ? content.prepare(backIssuesOfPeriod).all(days.from, days.to) : []),
    ...content.prepare(issuesOfPeriod).all(days.from, days.to),
  ] as readonly StoredIssue[];
  const own = issues.flatMap((issue) => {
    const articles = JSON.parse(issue.articles) as readonly { readonly id: string }[];
    return articles.map(({ id: articleId, ...text }, index): Adoption => {
      const article = ArticleContent.parse(text);
      const manuscript = byArticle.get(articleId);
      const requestId = manuscript && requestOf.get(manuscript.id);
      const unitIds = article.source
        ? readSource(article.source).map(know)
        : manuscript?.unitId
          ? [knowId(manuscript.unitId)]
          : [];
      return {
        id: `${issue.id}/${articleId}`,
        kind: 'own',
        workId: articleId,
        articleId,
        issueId: issue.id,
        ...(manuscript ? { manuscriptId: manuscript.id } : {}),
        title: titleInOneLine(article.title),
        day: issue.day,
        unitIds,
        level: ownLevel,
        publication: issue.publication,
        series: issue.series,
        numberText: issueNumberText({
          series: issue.series,
          year: issue.year,
          serial: issue.serial,
          ...(issue.running === null ? {} : { running: issue.running }),
        }),
        column: issue.column_name ?? '',
        place: index + 1,
        marking: JSON.parse(issue.marking) as string[],
        characters: countCharacters(article),
        ...(requestId === undefined ? {} : { requestId }),
      };
    });
  });
  const within = (day: string) => isWithin(day, days);
  const outside = records.flatMap((record) => outsideOf(record, knowId)).filter(({ day }) => within(day));
  return {
    period,
    until,
    isOver: days.to < today,
    submissions: manuscripts
      .filter(({ arrivedOn }) => within(arrivedOn))
      .map(({ id, number, title, arrivedOn, unitId, state }) => ({
        id,
        number,
        title,
        day: arrivedOn,
        ...(unitId === undefined ? {} : { unitId: knowId(unitId) }),
        state,
      }))
      .reverse(),
    adoptions: [...own, ...outside],
    instructions: records.flatMap(({ id, entry }) => {
      if (entry.kind !== 'instruction' || !within(entry.day)) return [];
      const { articleId, title, unitIds, level, day, isTold } = entry;
      return [
        {
          id,
          workId: articleId ?? id,
          ...(articleId === undefined ? {} : { articleId }),
          title,
          unitIds: unitIds.map(knowId),
          level,
          day,
          isTold,
        },
      ];
    }),
    requests: requests.flatMap(({ id, unitId, topic, dueOn, manuscriptId }) => {
      if (!within(dueOn)) return [];
      const metOn = manuscriptId === undefined ? undefined : arrived.get(manuscriptId);
      // What came after the period is over had not come then.
      const isMet = metOn !== undefined && metOn <= until;
      return [{ id, unitId: knowId(unitId), topic, dueOn, ...(isMet && manuscriptId ? { metOn, manuscriptId } : {}) }];
    }),
    faults: records.flatMap(({ id, entry }) => {
      if (entry.kind !== 'fault' || !within(entry.day)) return [];
      const { unitId, faultKind, title, day } = entry;
      return [{ id, unitId: knowId(unitId), faultKind, title, day }];
    }),
    // Last: by now every unit that has a part in it is known.
    units: [...units.values()],
  };
}

function outsideOf({ id, entry }: RecordRow, knowId: (unitId: string) => string): Adoption[] {
  if (entry.kind !== 'outside') return [];
  const { articleId, title, unitIds, level, publication, day } = entry;
  return [
    {
      id,
      kind: 'outside',
      workId: articleId ?? id,
      ...(articleId === undefined ? {} : { articleId }),
      title,
      day,
      unitIds: unitIds.map(knowId),
      level,
      publication,
      series: 'regular',
      numberText: '',
      column: '',
      place: 0,
      marking: [],
      characters: 0,
    },
  ];
}
