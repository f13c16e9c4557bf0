import { setImmediate } from 'node:timers/promises';
import { articleLines } from '#shared/document/articleLines.ts';
import { type Article, titleInOneLine } from '#shared/issue/article.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import { createProofreader, type Proofreader, type TextFinding } from '#shared/proofreading/proofreader.ts';
import type { SoundsOf } from '#shared/proofreading/soundMisses.ts';
import type { Term } from '#shared/proofreading/term.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectIgnored, selectLexiconText, selectRules, selectTerms } from './termQueries.ts';

/** Nobody reads more of one article in the check of an issue; the article itself lists all. */
const toldOfOne = 20;

/** So many articles are remembered: those of the issues that are made up at one time. */
const mostRemembered = 200;

/** The findings of each line of an article, as it read when they were found. */
interface CheckedArticle {
  readonly lines: string;
  readonly found: readonly (readonly TextFinding[])[];
}

interface KeptProofreader {
  readonly lexicon: string;
  readonly check: Promise<Proofreader>;
  readonly articles: Map<string, CheckedArticle>;
}

/** By base and publication; they go with the base when it is closed. */
const kept = new WeakMap<ReadableDatabase, Map<string, KeptProofreader>>();

/**
 * What proofreading finds in the articles of an issue, with their places: good to know, and never in the way. Only
 * articles that were changed since, or all where the lexicon was, are checked again, and other work comes in between.
 */
export async function termFindings(
  content: ReadableDatabase,
  publicationId: string,
  articles: readonly Article[],
): Promise<readonly Finding[]> {
  const proofreader = proofreaderOf(content, publicationId);
  const check = await proofreader.check;
  const findings: Finding[] = [];
  for (const article of articles) {
    findings.push(...articleFindings(content, article, await checkedArticle(article, check, proofreader.articles)));
  }
  return findings;
}

function proofreaderOf(content: ReadableDatabase, publicationId: string): KeptProofreader {
  const lexicon = selectLexiconText(content);
  const known = kept.get(content)?.get(publicationId);
  if (known?.lexicon === lexicon) return known;
  const terms = selectTerms(content).filter(
    (term) => term.publicationId === undefined || term.publicationId === publicationId,
  );
  const rules = selectRules(content);
  const check = soundsFor(terms).then((sounds) => createProofreader({ terms, rules }, sounds));
  const made = { lexicon, check, articles: new Map() };
  const all = kept.get(content) ?? new Map();
  kept.set(content, all.set(publicationId, made));
  return made;
}

async function checkedArticle(
  article: Article,
  check: Proofreader,
  remembered: Map<string, CheckedArticle>,
): Promise<CheckedArticle['found']> {
  const texts = articleLines(article).map(({ text }) => text);
  const titles = article.title.length;
  const lines = [titles, ...texts].join('\n');
  const known = remembered.get(article.id);
  remembered.delete(article.id);
  const found =
    known?.lines === lines ? known.found : texts.map((text, number) => check({ text, isWhole: number >= titles }));
  remembered.set(article.id, { lines, found });
  const [oldest] = remembered.keys();
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
  // Whoever else waits for the office is not kept waiting for a whole issue.
  if (found !== known?.found) await setImmediate();
  return found;
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

function articleFindings(
  content: ReadableDatabase,
  article: Article,
  found: CheckedArticle['found'],
): readonly Finding[] {
  const ignored = new Set(selectIgnored(content, article.id).map(({ source, quote }) => `${source}\n${quote}`));
  const isTold = ({ source, quote }: TextFinding) => !ignored.has(`${source}\n${quote}`);
  const places = new Map<string, ToldPlace>();
  let all = 0;
  for (const [number, { part }] of articleLines(article).entries()) {
    for (const finding of (found[number] ?? []).filter(isTold)) {
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
