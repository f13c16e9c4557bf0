import type { CommentAnchor } from '#shared/document/commentAnchor.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { createStore, type Store } from '../../app/store.ts';
import { articles as strings } from '../../strings/articles.ts';

/** What somebody is writing: a new comment, by its place, or an answer to one. */
export interface CommentDraft {
  readonly text: string;
  readonly anchor?: CommentAnchor;
}

/** By the comment that is answered, `new` for a comment of its own. */
export type CommentDrafts = Readonly<Record<string, CommentDraft>>;

/** By person and article: a draft outlives the tab it is written in. */
const kept = new Map<
  string,
  { readonly personId: string; readonly id: string; readonly store: Store<CommentDrafts> }
>();

export function commentDrafts(personId: string, id: string): Store<CommentDrafts> {
  const key = `${personId}/${id}`;
  const known = kept.get(key) ?? { personId, id, store: createStore<CommentDrafts>({}) };
  kept.set(key, known);
  return known.store;
}

export function setDraft(store: Store<CommentDrafts>, of: string, draft: CommentDraft | undefined): void {
  const { [of]: _old, ...others } = store.get();
  store.set(draft ? { ...others, [of]: draft } : others);
}

/** Begins a comment on a place. One that holds words keeps its own place: they were not written about another. */
export function beginComment(
  store: Store<CommentDrafts>,
  findPlace: () => CommentAnchor | undefined,
): 'begun' | 'held' | 'nowhere' {
  if (holdsWords(store.get().new)) return 'held';
  const anchor = findPlace();
  if (!anchor) return 'nowhere';
  setDraft(store, 'new', { text: '', anchor });
  return 'begun';
}

function holdsWords(draft: CommentDraft | undefined): draft is CommentDraft {
  return draft !== undefined && draft.text.trim() !== '';
}

/** What is on its way to the office: a comment is never taken back, so that no draft may be posted twice. */
const postings = new WeakMap<Store<CommentDrafts>, Map<string, Promise<boolean>>>();

/**
 * Makes a comment or an answer of a draft; it stays a draft where the office refuses it, and so does what was written in
 * it while it was on its way.
 */
export async function postDraft(id: string, store: Store<CommentDrafts>, of: string): Promise<boolean> {
  const underWay = postings.get(store) ?? new Map<string, Promise<boolean>>();
  postings.set(store, underWay);
  const known = underWay.get(of);
  if (known) return (await known) && postDraft(id, store, of);
  const draft = store.get()[of];
  if (!holdsWords(draft)) return true;
  const posting = post(id, store, of, draft).finally(() => underWay.delete(of));
  underWay.set(of, posting);
  return posting;
}

async function post(id: string, store: Store<CommentDrafts>, of: string, draft: CommentDraft): Promise<boolean> {
  const { text, anchor } = draft;
  const answer = anchor
    ? await office.addArticleComment({ id, anchor, text })
    : await office.answerArticleComment({ id, commentId: of, text });
  const now = store.get()[of];
  if (!answer.ok) announceRefusal(answer);
  else if (now && now.text === text && now.anchor === anchor) setDraft(store, of, undefined);
  return answer.ok;
}

function writtenIn(store: Store<CommentDrafts>): readonly string[] {
  return Object.entries(store.get()).flatMap(([of, draft]) => (holdsWords(draft) ? [of] : []));
}

holdText({
  hasUnsaved: () => [...kept.values()].some(({ store }) => writtenIn(store).length > 0),
  // Whoever leaves in the middle of a comment finds it added, not gone.
  saveNow: async () => {
    if (![...kept.values()].some(({ store }) => writtenIn(store).length > 0)) return true;
    const status = await office.officeStatus({});
    const signedIn = status.ok ? status.value.signedIn?.id : undefined;
    // What another person was writing is never added under this one's name.
    const own = [...kept.values()].filter(
      ({ personId, store }) => personId === signedIn && writtenIn(store).length > 0,
    );
    let isSaved = true;
    for (const { id, store } of own) {
      for (const of of writtenIn(store)) isSaved = (await postDraft(id, store, of)) && isSaved;
    }
    if (isSaved && own.length > 0) announce('info', strings.draftAdded);
    return isSaved;
  },
});
