import type { ArticleContent } from '#shared/issue/article.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import type { ReportEntry } from './readingGroups.ts';

export type ReportedPlace = { readonly kind: 'block'; readonly index: number } | { readonly kind: 'title' | 'source' };

/** Shorter words stand in too many places to be told apart. */
const fewest = 3;

/**
 * Where in the text an entry of the report is about, by the words its message quotes; undefined where it quotes nothing
 * that still stands in the text.
 */
export function findReportedPlace(content: ArticleContent, { kind, message }: ReportEntry): ReportedPlace | undefined {
  if (kind === 'titleMissing') return content.title.length > 0 ? { kind: 'title' } : undefined;
  if (kind === 'source') return content.source ? { kind: 'source' } : undefined;
  const texts = content.body.map((block) => plain(blockParagraphs(block).join('')));
  const title = plain(content.title.join(''));
  for (const words of quotedWords(message)) {
    const index = texts.findIndex((text) => text.includes(words));
    if (index >= 0) return { kind: 'block', index };
    if (title.includes(words)) return { kind: 'title' };
  }
  return undefined;
}

/** What the message quotes, the longest reading of it first. */
function quotedWords(message: string): readonly string[] {
  const start = message.indexOf('：');
  if (start < 0) return [];
  const quoted = message.slice(start + 1).replace(/^…|…$/g, '');
  // The ends of two pieces that were joined meet at the stroke; numbers given by Word may not stand in the text.
  const whole = plain(quoted.replace('｜', ''));
  const pieces = quoted.split(/[、｜]/).map(plain);
  // A comment names the words it is attached to at its end.
  const attached = /批在“(.+)”上$/.exec(message)?.[1] ?? '';
  return [plain(attached), whole, ...pieces, whole.slice(-8)].filter((words) => words.length >= fewest);
}

function plain(text: string): string {
  return text.replace(/[\s\u00a0]+/g, '');
}
