import { type ArticleSource, titleInOneLine } from '#shared/issue/article.ts';
import type { BoundIssue } from './boundIssue.ts';
import { bylinePeople } from './bylinePeople.ts';
import { createPinyinOrder, type Reading } from './pinyinOrder.ts';

/** What is said of an entry and the pages of the volume it leads to. */
export interface IndexItem {
  readonly text: string;
  readonly pages: readonly number[];
}

export interface IndexEntry {
  readonly letter: string;
  readonly label: string;
  readonly items: readonly IndexItem[];
}

export interface VolumeIndex {
  readonly title: string;
  readonly entries: readonly IndexEntry[];
}

const noColumn = '未分栏目';

/** The indexes of a volume by unit, person and theme, in the order of pinyin; one without entries is left out. */
export function volumeIndexes(
  issues: readonly BoundIssue[],
  unitsOf: (source: ArticleSource) => readonly string[],
): readonly VolumeIndex[] {
  const units = new Gathering();
  const people = new Gathering();
  const themes = new Gathering();
  for (const { document, articlePages, firstPage, footPage } of issues) {
    for (const [index, { title, source, byline }] of document.articles.entries()) {
      const page = articlePages[index] ?? firstPage;
      const text = titleInOneLine(title);
      for (const unit of source ? unitsOf(source) : []) units.add(unit, text, page);
      for (const person of byline === undefined ? [] : bylinePeople(byline)) people.add(person, text, page);
      themes.add(document.column ?? noColumn, text, page);
    }
    for (const { person, label } of document.signOff) people.add(person, label, footPage);
  }
  return [
    { title: '单位索引', entries: units.entries('words') },
    { title: '人名索引', entries: people.entries('names') },
    { title: '栏目索引', entries: themes.entries('words') },
  ].filter(({ entries }) => entries.length > 0);
}

/** Items under their labels, those of the same words together. */
class Gathering {
  readonly #items = new Map<string, Map<string, number[]>>();

  add(label: string, text: string, page: number): void {
    const items = this.#items.get(label) ?? new Map<string, number[]>();
    this.#items.set(label, items);
    const pages = items.get(text) ?? [];
    items.set(text, pages);
    if (!pages.includes(page)) pages.push(page);
  }

  entries(reading: Reading): readonly IndexEntry[] {
    const order = createPinyinOrder(reading);
    return [...this.#items]
      .sort(([one], [other]) => order.compare(one, other))
      .map(([label, items]) => ({
        label,
        letter: order.letter(label),
        items: [...items].map(([text, pages]) => ({ text, pages })),
      }));
  }
}
