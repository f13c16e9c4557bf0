import { announce } from '../../app/announcements.tsx';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { createStore, type Store } from '../../app/store.ts';
import { type Autosave, createAutosave, type SavedVersion, type SaveState } from '../../editor/autosave.ts';

export interface KeptText {
  readonly autosave: Autosave;
  readonly state: Store<SaveState>;
  /** The editor that shows it: commits an open composition and hands the text over. Undefined while none does. */
  shownBy: (() => void) | undefined;
}

/** By person and article: what one person typed is never saved under the name of another. */
const kept = new Map<string, KeptText>();

/**
 * The text of an article as this person is writing it. It outlives the editor: when the office ends while one types, the
 * text stays here and is saved as soon as the same person has signed in again.
 */
export function keptText(personId: string, articleId: string, base: SavedVersion): KeptText {
  const key = `${personId}/${articleId}`;
  const known = kept.get(key);
  if (known?.autosave.unsaved()) return known;
  const state = createStore<SaveState>({ kind: 'saved' });
  const text: KeptText = {
    state,
    shownBy: undefined,
    autosave: createAutosave({
      base,
      onState: () => state.set(text.autosave.state()),
      save: async ({ version: baseVersion, saves: baseSaves }, { content, images }) => {
        if (!text.shownBy && (await signedInPerson()) !== personId) {
          return { ok: false, code: 'notSignedIn', message: '请重新登录。' };
        }
        const answer = await office.saveArticle({ id: articleId, baseVersion, baseSaves, content, images });
        return answer.ok ? { ok: true, value: answer.value } : answer;
      },
      readNewest: async () => {
        const answer = await office.readArticle({ id: articleId });
        if (!answer.ok) return undefined;
        const { summary, content } = answer.value;
        return { base: summary, content, isOwn: summary.savedBy === personId };
      },
    }),
  };
  kept.set(key, text);
  return text;
}

/** Whether anybody has written in this window what is not on the disk yet. */
export function hasUnsavedText(articleId: string): boolean {
  return [...kept].some(([key, { autosave }]) => key.endsWith(`/${articleId}`) && autosave.unsaved() !== undefined);
}

async function signedInPerson(): Promise<string | undefined> {
  const answer = await office.officeStatus({});
  return answer.ok ? answer.value.signedIn?.id : undefined;
}

holdText({
  hasUnsaved: () =>
    [...kept.values()].some(({ autosave, shownBy }) => {
      // A word that is still being chosen is nowhere but on the screen.
      shownBy?.();
      return autosave.unsaved() !== undefined;
    }),
  saveNow: async (isUnattended) => {
    const results = await Promise.all([...kept.values()].map((text) => saveOne(text, isUnattended)));
    return results.every(Boolean);
  },
});

async function saveOne({ autosave, shownBy }: KeptText, isUnattended: boolean): Promise<boolean> {
  shownBy?.();
  if (!autosave.unsaved() || (await autosave.saveNow())) return true;
  // What nobody has before them must not keep another person from working; it is tried again by itself.
  if (!shownBy) return !isUnattended;
  const state = autosave.state();
  if (state.kind === 'refused') announce('error', state.message);
  return false;
}
