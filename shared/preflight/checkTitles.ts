import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { Finding } from './finding.ts';

/** Titles whose line breaks cut a word, by the words the platform's segmenter (ICU's dictionary) sees in the whole title. */
export function checkTitles({ articles }: IssueDocument): readonly Finding[] {
  return articles.flatMap(({ id, title }) =>
    cutWords(title).map((word) => ({
      level: 'ask' as const,
      rule: 'titleBreak',
      message: `标题“${title.join('／')}”的换行把“${word}”断开了。`,
      place: { part: 'article' as const, articleId: id },
    })),
  );
}

/** Made when first asked for: the dictionary behind it takes longer to load than any other part of this folder. */
let segmenter: Intl.Segmenter | undefined;

/** The words that begin on one line of a title and end on another, in order. */
export function cutWords(title: readonly string[]): readonly string[] {
  const breaks = new Set<number>();
  let length = 0;
  for (const line of title.slice(0, -1)) {
    length += line.length;
    breaks.add(length);
  }
  segmenter ??= new Intl.Segmenter('zh-CN', { granularity: 'word' });
  const words: string[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(title.join(''))) {
    const isCut = [...breaks].some((place) => place > index && place < index + segment.length);
    if (isCut && isWordLike) words.push(segment);
  }
  return words;
}
