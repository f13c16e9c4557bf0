import type { CommandInput } from '#shared/contract/contract.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { createStore, useStore } from '../../app/store.ts';
import { issueFind as strings } from '../../strings/issueFind.ts';

type Replaced = CommandInput<'undoReplacement'>['articles'];

/** The last replacement of each issue since the window was opened: numbers only, no words. */
const last = createStore<ReadonlyMap<string, Replaced>>(new Map());

/** Whether there is a replacement that can be taken back. */
export function useLastReplacement(issueId: string | undefined): boolean {
  const replacements = useStore(last);
  return issueId !== undefined && replacements.has(issueId);
}

/** Replaces in an issue and says so, with the way back; false where the office refused. */
export async function replaceInIssue(input: CommandInput<'replaceInIssue'>): Promise<boolean> {
  const answer = await office.replaceInIssue(input);
  if (!answer.ok) {
    announceRefusal(answer);
    return false;
  }
  const { articles } = answer.value;
  last.set(new Map(last.get()).set(input.id, articles));
  const places = input.articles.reduce((count, { edits }) => count + edits.length, 0);
  const run = () => void undoReplacement(input.id, articles);
  announce('ok', strings.replaced(places, articles.length), { label: strings.undo, run });
  return true;
}

/** Takes the last replacement of an issue back, or this one where another has been made since. */
export async function undoReplacement(issueId: string, replacement = last.get().get(issueId)): Promise<void> {
  if (!replacement) return;
  const answer = await office.undoReplacement({ id: issueId, articles: replacement });
  if (!answer.ok) return announceRefusal(answer);
  const others = new Map(last.get());
  if (others.get(issueId) === replacement) others.delete(issueId);
  last.set(others);
  announce('ok', strings.undone(answer.value.articles.length));
}
