import { articleLines } from '#shared/document/articleLines.ts';
import { type Article, titleInOneLine } from '#shared/issue/article.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import { createProofreader, type Proofreader, type TextFinding } from '#shared/proofreading/proofreader.ts';
import type { SoundsOf } from '#shared/proofreading/soundMisses.ts';
import type { Term } from '#shared/proofreading/term.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectIgnored, selectRules, selectTerms } from './termQueries.ts';

/** Nobody reads more of one article in the check of an issue; the article itself lists all. */
const toldOfOne = 20;

/** What proofreading finds in the articles of an issue, with their places: good to know, and never in the way. */
export async function termFindings(
  content: ReadableDatabase,
  publicationId: string,
  articles: readonly Article[],
): Promise<readonly Finding[]> {
  const terms = selectTerms(content).filter(
    (term) => term.publicationId === undefined || term.publicationId === publicationId,
  );
  const check = createProofreader({ terms, rules: selectRules(content) }, await soundsFor(terms));
  return articles.flatMap((article) => articleFindings(content, article, check));
}

/** The readings of characters are a third of a megabyte: loaded where a name is to be heard. */
async function soundsFor(terms: readonly Term[]): Promise<SoundsOf | undefined> {
  if (!terms.some(({ entry }) => entry.kind === 'name' && entry.sounds)) return undefined;
  return (await import('#shared/proofreading/syllables.ts')).syllablesOf;
}

interface ToldPlace {
  readonly message: string;
  readonly part: number;
  readonly count: number;
}

function articleFindings(content: ReadableDatabase, article: Article, check: Proofreader): readonly Finding[] {
  const ignored = new Set(selectIgnored(content, article.id).map(({ source, quote }) => `${source}\n${quote}`));
  const isTold = ({ source, quote }: TextFinding) => !ignored.has(`${source}\n${quote}`);
  const titles = article.title.length;
  const places = new Map<string, ToldPlace>();
  let all = 0;
  for (const [number, { text, part }] of articleLines(article).entries()) {
    for (const finding of check({ text, isWhole: number >= titles }).filter(isTold)) {
      const { message } = finding;
      const known = places.get(message);
      places.set(message, { message, part: known?.part ?? part, count: (known?.count ?? 0) + 1 });
      all += 1;
    }
  }
  const name = article.title.length === 0 ? '无标题的一篇' : `“${titleInOneLine(article.title)}”`;
  const finding = (message: string, part: number): Finding => ({
    level: 'tell',
    rule: 'proofreading',
    message,
    place: { part: 'article', articleId: article.id, ...(part > 0 ? { block: part - 1 } : {}) },
  });
  const told = [...places.values()].slice(0, toldOfOne);
  const left = all - told.reduce((sum, { count }) => sum + count, 0);
  return [
    ...told.map(({ message, part, count }) => {
      const often = count > 1 ? `（${count}处）` : '';
      return finding(`${name}中${message.replace(/。$/, '')}${often}。`, part);
    }),
    ...(left > 0 ? [finding(`${name}中还有${left}处校对提示，打开稿件可以看到。`, 0)] : []),
  ];
}
