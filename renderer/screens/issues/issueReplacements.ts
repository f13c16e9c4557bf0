import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { issueFind as strings } from '../../strings/issueFind.ts';

export type Replacement = CommandOutput<'readReplacement'>['articles'];

/** The last replacement in a draft, while it can be taken back; undefined where there is none, and without a draft. */
export function useLastReplacement(draftId: string | undefined): Replacement | undefined {
  const asked = useAnswer<CommandOutput<'readReplacement'>>(
    `replacement-${draftId ?? ''}`,
    () =>
      draftId === undefined
        ? Promise.resolve({ ok: true, value: { articles: [] } })
        : office.readReplacement({ id: draftId }),
    draftId === undefined ? [] : ['issues', 'articles'],
  );
  const articles = asked.value?.articles ?? [];
  return articles.length > 0 ? articles : undefined;
}

/** Replaces in an issue and says so, with the way back. */
export async function replaceInIssue(input: CommandInput<'replaceInIssue'>): Promise<void> {
  const answer = await office.replaceInIssue(input);
  if (!answer.ok) return announceRefusal(answer);
  const { articles } = answer.value;
  const places = input.articles.reduce((count, { edits }) => count + edits.length, 0);
  const run = () => void undoReplacement(input.id, articles);
  announce('ok', strings.replaced(places, articles.length), { label: strings.undo, run });
}

/** Takes a replacement back as a whole. */
export async function undoReplacement(issueId: string, articles: Replacement): Promise<void> {
  const answer = await office.undoReplacement({ id: issueId, articles });
  if (answer.ok) announce('ok', strings.undone(answer.value.articles.length));
  else announceRefusal(answer);
}
