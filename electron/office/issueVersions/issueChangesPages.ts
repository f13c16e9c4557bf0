import type { VersionName } from '#shared/contract/issueVersionCommands.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { type MarkedArticle, markedContent } from '#shared/layout/markedArticle.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { allMarks } from '#shared/marking/printedMarks.ts';
import { type ArticleOfIssueChange, compareIssues, type IssueChanges } from '#shared/revision/compareIssues.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import { documentOf, personNameOf, selectIssue } from '../issues/issueQueries.ts';
import { typesetPages } from '../lazyFormats.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { selectIssueVersion } from './versionQueries.ts';

/**
 * 花脸稿 of what an issue has become since a version: what changed beside the texts first, then every article that was
 * changed, put in or taken out, with the looks of the final pages. Throws notFound, and illegalState where nothing changed.
 */
export async function issueChangesPages(
  context: OfficeContext,
  issueId: string,
  version: VersionName,
): Promise<Uint8Array<ArrayBuffer>> {
  const content = contentOf(context);
  const { register, personName } = sessionOf(context);
  const issue = selectIssue(content, issueId);
  const now = documentOf(content, issue);
  const { document: before, steps, makers, at } = selectIssueVersion(context, issueId, version);
  const found = compareIssues(before, now, (id) => steps[id] ?? []);
  if (found.articles.length === 0 && found.makeUp.length === 0) {
    throw new OfficeError('illegalState', '这一期没有改动，没有花脸稿可存。');
  }
  const nameOf = (personId: string) => personNameOf(context, personId);
  const marked = new Map(
    found.articles
      .filter(({ kind }) => kind !== 'moved')
      .map((article) => [article.articleId, markedArticle(article, nameOf)] as const),
  );
  const makersLine = makers.map((maker) => `${nameOf(maker.personId)}，${momentLine(maker.at)}`).join('；');
  const summary = summaryOf(found, `${momentLine(at)}到${momentLine(instantOf(context))}的改动`, makersLine);
  const { name, organ } = now.publication;
  const articles: IssueDocument['articles'] = [
    { id: 'summary', ...summary },
    ...[...marked].map(([id, copy]) => ({ id, ...markedContent(copy) })),
  ];
  const { settings } = selectPublication(register, issue.publicationId);
  const { pdf } = await typesetPages(
    {
      ...emptyIssueDocument({ name, organ }),
      marking: [...new Set([before, now].flatMap(allMarks))],
      articles,
      images: { ...before.images, ...now.images },
    },
    settings.layout,
    context.environment.print,
    { draft: { name: personName, at: momentLine(instantOf(context)) }, marked, articlesOnly: true },
  );
  return new Uint8Array(pdf);
}

function markedArticle(article: ArticleOfIssueChange, nameOf: (personId: string) => string): MarkedArticle {
  const { kind, comparison, changes } = article;
  const elements = markedDocument(comparison);
  if (kind === 'added') return { elements, legend: '这一篇是新编入的。' };
  if (kind === 'withdrawn') return { elements, legend: '这一篇已经撤下。' };
  const people = new Map<string, { readonly count: number; readonly at: string }>();
  for (const { personId, at } of changes.flatMap(({ authors }) => authors)) {
    const known = people.get(personId);
    people.set(personId, { count: (known?.count ?? 0) + 1, at: known && known.at > at ? known.at : at });
  }
  const who = [...people].map(
    ([personId, { count, at }]) => `${nameOf(personId)}改${count}处，最后在${momentLine(at)}`,
  );
  const moved = changes.filter((change) => change.moved === 'to').length;
  const legend = [
    `改动${changes.length}处。加下划线的是增加的，加删除线的是删去的，／是分段、并段的地方。`,
    ...(moved > 0 ? [`其中${moved}段只是移动了位置。`] : []),
    ...(who.length > 0 ? [`${who.join('；')}。`] : []),
  ];
  return { elements, legend: legend.join('') };
}

const nothing = '（无）';

/** 改动一览, as an article of its own. */
function summaryOf({ articles, makeUp }: IssueChanges, period: string, makers: string): ArticleContent {
  const ofArticles = articles.map(({ title, formerTitle, kind, place, changes }) => {
    const said = [
      ...(kind === 'added' ? ['新编入'] : []),
      ...(kind === 'withdrawn' ? ['撤下'] : []),
      ...(changes.length > 0 ? [`改动${changes.length}处`] : []),
      ...(formerTitle === undefined ? [] : [`原题《${formerTitle}》`]),
      ...(place ? [`由第${place.before}篇移到第${place.after}篇`] : []),
    ];
    return `《${title}》：${said.join('，')}`;
  });
  const ofMakeUp = makeUp.map(
    ({ label, before, after }) => `${label}：${before === '' ? nothing : before}→${after === '' ? nothing : after}`,
  );
  const lines = [...ofArticles, ...ofMakeUp, ...(makers === '' ? [] : [`编排改动：${makers}`])];
  return {
    title: ['花脸稿'],
    subtitle: period,
    source: null,
    body: lines.map((text) => ({ role: 'paragraph', inlines: [{ text }] })),
  };
}
