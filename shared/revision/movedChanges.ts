import type { ChangeDescription } from './describeChange.ts';

/** Whether a change took a text away that stands elsewhere now, or put it where it stands now. */
export type Moved = 'from' | 'to';

/** Shorter words come twice by chance. */
const shortestMoved = 10;

/** Of changes in reading order those that only moved a text, by their places: each taken out is paired with one put in. */
export function movedChanges(changes: readonly ChangeDescription[]): ReadonlyMap<number, Moved> {
  const removed = new Map<string, number[]>();
  const textOf = (text: string) => (text.trim().length < shortestMoved ? '' : text.trim());
  for (const [place, change] of changes.entries()) {
    const text = textOf(change.removed);
    if (change.kind === 'delete' && text !== '') removed.set(text, [...(removed.get(text) ?? []), place]);
  }
  const moved = new Map<number, Moved>();
  for (const [place, change] of changes.entries()) {
    if (change.kind !== 'insert') continue;
    const from = removed.get(textOf(change.added))?.shift();
    if (from === undefined) continue;
    moved.set(from, 'from');
    moved.set(place, 'to');
  }
  return moved;
}
