import type { Manuscript, ManuscriptState } from '#shared/contract/manuscriptCommands.ts';

export type StateFilter = ManuscriptState | 'all';
export type ManuscriptSort = 'number' | 'arrival' | 'unit';

export interface ManuscriptChoice {
  readonly state: StateFilter;
  /** Words that must all be found; blanks part them. */
  readonly query: string;
  /** Those whose texts hold what is looked for. */
  readonly inText?: ReadonlySet<string>;
  readonly sort: ManuscriptSort;
  readonly unitName: (manuscript: Manuscript) => string;
  /** Shown although its state has just left the list, so that what was decided does not vanish under one's hands. */
  readonly kept: string | undefined;
}

const byChinese = new Intl.Collator('zh-Hans-CN').compare;

/** The manuscripts a list shows, in its order: newest first, by unit in Chinese order and newest first within one. */
export function chooseManuscripts(
  manuscripts: readonly Manuscript[],
  { state, query, inText, sort, unitName, kept }: ManuscriptChoice,
): readonly Manuscript[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = manuscripts.filter((manuscript) => {
    if (state !== 'all' && manuscript.state !== state && manuscript.id !== kept) return false;
    if (words.length === 0 || inText?.has(manuscript.id)) return true;
    const { number, title, author, fileName } = manuscript;
    const told = `${number} ${title} ${author} ${fileName} ${unitName(manuscript)}`.toLowerCase();
    return words.every((word) => told.includes(word));
  });
  const newestFirst = (left: Manuscript, right: Manuscript) => compareNumbers(right.number, left.number);
  switch (sort) {
    case 'number':
      return chosen.sort(newestFirst);
    case 'arrival':
      return chosen.sort((left, right) => compare(right.arrivedOn, left.arrivedOn) || newestFirst(left, right));
    case 'unit': {
      const names = new Map(chosen.map((manuscript) => [manuscript.id, unitName(manuscript)]));
      return chosen.sort(
        (left, right) => byChinese(names.get(left.id) ?? '', names.get(right.id) ?? '') || newestFirst(left, right),
      );
    }
  }
}

/** How many manuscripts stand in each state. */
export function countStates(manuscripts: readonly Manuscript[]): Readonly<Record<StateFilter, number>> {
  const counts = { received: 0, selected: 0, reserved: 0, rejected: 0, all: manuscripts.length };
  for (const { state } of manuscripts) counts[state] += 1;
  return counts;
}

/** 2024-0009 before 2024-0010 before 2024-10000. */
function compareNumbers(left: string, right: string): number {
  return compare(left.slice(0, 4), right.slice(0, 4)) || Number(left.slice(5)) - Number(right.slice(5));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
