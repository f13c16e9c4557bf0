import { announce } from '../../app/announcements.tsx';
import { askedArticles } from '../../app/askedSend.ts';
import { saveEverything } from '../../app/leaving.ts';
import { handover as strings } from '../../strings/handover.ts';
import { hasUnsavedText } from '../articles/keptTexts.ts';

/** Asks which articles go to another machine, these chosen at first; not while something that is open cannot be saved. */
export async function askToSendArticles(ids: readonly string[]): Promise<void> {
  if (await saveEverything()) askedArticles.set(ids);
  else announce('error', strings.sendUnsaved);
}

/** Saves what is open, and says why these articles cannot go as they stand; undefined where they can. */
export async function whyUnsaved(
  articles: readonly { readonly id: string; readonly title: string }[],
): Promise<string | undefined> {
  const isSaved = await saveEverything();
  const unsaved = articles.find(({ id }) => hasUnsavedText(id));
  if (unsaved) return strings.sendUnsavedOf(unsaved.title);
  return isSaved ? undefined : strings.sendUnsaved;
}
