import type { CommandInput } from '#shared/contract/contract.ts';
import type { IssueDocument, Urgency } from '#shared/issue/issueDocument.ts';

/** What is decided while an issue is made up, as it stands in the fields: lists are one entry a line. */
export interface MakeUp {
  readonly articleIds: readonly string[];
  readonly column: string;
  readonly marking: string;
  readonly urgency: Urgency;
  readonly editorsNote: string;
  readonly reportTo: string;
  readonly copyTo: string;
  readonly sendTo: string;
  readonly copies: string;
}

export function makeUpOf(document: IssueDocument): MakeUp {
  return {
    articleIds: document.articles.map(({ id }) => id),
    column: document.column ?? '',
    marking: document.marking.join('\n'),
    urgency: document.urgency ?? 'ordinary',
    editorsNote: document.editorsNote ?? '',
    reportTo: document.reportTo.join('\n'),
    copyTo: document.copyTo.join('\n'),
    sendTo: document.sendTo.join('\n'),
    copies: document.copies === undefined ? '' : String(document.copies),
  };
}

export type MakeUpInput = Omit<CommandInput<'saveIssue'>, 'id' | 'baseContentHash'>;

/** As it is saved: blank lines and blanks at the ends are nothing, an empty field is left out. */
export function inputOf(makeUp: MakeUp): MakeUpInput {
  const { articleIds, urgency } = makeUp;
  const column = makeUp.column.trim();
  const editorsNote = makeUp.editorsNote.trim();
  const copies = Number(makeUp.copies);
  return {
    ...(column === '' ? {} : { column }),
    marking: linesOf(makeUp.marking),
    // 平件 is what an issue is that says nothing.
    ...(urgency === 'ordinary' ? {} : { urgency }),
    ...(editorsNote === '' ? {} : { editorsNote }),
    articleIds: [...articleIds],
    reportTo: linesOf(makeUp.reportTo),
    copyTo: linesOf(makeUp.copyTo),
    sendTo: linesOf(makeUp.sendTo),
    ...(copies > 0 ? { copies } : {}),
  };
}

export function isSameMakeUp(left: MakeUp, right: MakeUp): boolean {
  return JSON.stringify(inputOf(left)) === JSON.stringify(inputOf(right));
}

/** Number of copies as it may be typed: digits only, at most a million less one. */
export function copiesTyped(text: string): string {
  return text.replace(/\D/g, '').replace(/^0+/, '').slice(0, 6);
}

/** The list with the item at one place put at another; the same list where nothing moves. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  const place = Math.max(0, Math.min(items.length - 1, to));
  if (item === undefined || place === from) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(place, 0, item);
}

/** The entries of a field that holds one a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
