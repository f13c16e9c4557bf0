import type { Answer } from '#shared/contract/errorCode.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { Images } from './ArticleView.tsx';

export type SaveState =
  | { readonly kind: 'saved' }
  /** Typed and not on the disk yet; a save is planned or under way. */
  | { readonly kind: 'unsaved' }
  /** Refused; it is tried again by itself unless the newest version is another person's. */
  | { readonly kind: 'refused'; readonly message: string; readonly isConflict: boolean };

export interface SavedVersion {
  readonly version: number;
  /** With the version it names the saved text exactly. */
  readonly saves: number;
  readonly savedAt: string;
}

export interface AutosaveText {
  readonly content: ArticleContent;
  readonly images: Images;
}

/** The newest text as the office has it. */
export interface NewestText {
  readonly base: SavedVersion;
  readonly content: ArticleContent;
  /** Saved by whoever is writing here. */
  readonly isOwn: boolean;
}

export interface AutosaveOptions {
  readonly base: SavedVersion;
  readonly save: (base: SavedVersion, text: AutosaveText) => Promise<Answer<SavedVersion>>;
  /** Asked after a conflict; undefined where it cannot be read. */
  readonly readNewest: () => Promise<NewestText | undefined>;
  readonly onState: () => void;
}

export interface Autosave {
  readonly state: () => SaveState;
  readonly base: () => SavedVersion;
  /** What is not on the disk yet; undefined when everything is. */
  readonly unsaved: () => AutosaveText | undefined;
  readonly change: (text: AutosaveText) => void;
  /** Saves at once and waits for it; false where it could not. */
  readonly saveNow: () => Promise<boolean>;
  /** After a conflict: what is typed is to be saved over this version. */
  readonly rebase: (base: SavedVersion) => void;
  /** Gives up what is not saved, as when the other version was chosen. */
  readonly drop: () => void;
}

/** From the first key to the disk is a second: what is left of it is for the save itself. */
const pauseMs = 300;
const longestMs = 600;
const againMs = 4000;

/**
 * Keeps a text on the disk while it is typed: saved after a pause, and within a second of the first key. Never two saves
 * under way; what a refused save held stays here until one succeeds.
 */
export function createAutosave({ base: initial, save, readNewest, onState }: AutosaveOptions): Autosave {
  let base = initial;
  let state: SaveState = { kind: 'saved' };
  let unsaved: AutosaveText | undefined;
  let firstChangeAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  /** Sent without an answer that says whether it was saved, since the last that did. */
  let inDoubt: readonly ArticleContent[] = [];

  function become(next: SaveState): void {
    state = next;
    onState();
  }

  function plan(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(run, afterMs);
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (underWay || !unsaved) return;
    const sent = unsaved;
    firstChangeAt = undefined;
    underWay = saveOnce(sent).finally(() => {
      underWay = undefined;
    });
    await underWay;
  }

  async function saveOnce(sent: AutosaveText): Promise<void> {
    const from = base;
    const answer = await save(from, sent);
    if (answer.ok) {
      base = answer.value;
      inDoubt = [];
      if (unsaved === sent) {
        unsaved = undefined;
        become({ kind: 'saved' });
      } else if (unsaved) {
        plan(pauseMs - 100);
        become({ kind: 'unsaved' });
      }
      return;
    }
    const isConflict = answer.code === 'conflict';
    const isInDoubt = answer.code === 'officeGone' || answer.code === 'failed';
    if (isInDoubt && inDoubt.at(-1) !== sent.content) inDoubt = [...inDoubt, sent.content];
    const own = isConflict ? await ownSave(from, sent) : undefined;
    if (!unsaved) return;
    if (own) {
      base = own;
      inDoubt = [];
      plan(0);
      become({ kind: 'unsaved' });
      return;
    }
    // A state, a role or a missing thing does not change by asking again.
    const isFinal = isConflict || ['illegalState', 'forbidden', 'notFound', 'malformed'].includes(answer.code);
    if (!isFinal) plan(againMs);
    become({ kind: 'refused', message: answer.message, isConflict });
  }

  /**
   * The office may have saved a text and ended before it could say so: the next save then meets what was sent from here,
   * and nobody else's words. Undefined where it is another text, another person's, or not newer.
   */
  async function ownSave(from: SavedVersion, sent: AutosaveText): Promise<SavedVersion | undefined> {
    const newest = await readNewest();
    if (!newest?.isOwn) return undefined;
    if (newest.base.version === from.version && newest.base.saves === from.saves) return undefined;
    const found = canonicalJson(newest.content);
    return [...inDoubt, sent.content].some((content) => canonicalJson(content) === found) ? newest.base : undefined;
  }

  return {
    state: () => state,
    base: () => base,
    unsaved: () => unsaved,
    change(text) {
      unsaved = text;
      if (state.kind === 'refused' && state.isConflict) return;
      const now = Date.now();
      firstChangeAt ??= now;
      if (!underWay) plan(Math.max(0, Math.min(pauseMs, firstChangeAt + longestMs - now)));
      if (state.kind === 'saved') become({ kind: 'unsaved' });
    },
    async saveNow() {
      // A save under way may hold less than what is typed now.
      for (let attempts = 0; unsaved && attempts < 3; attempts += 1) {
        if (underWay) await underWay;
        else if (state.kind === 'refused' && state.isConflict) return false;
        else await run();
        if (state.kind === 'refused') return false;
      }
      return unsaved === undefined;
    },
    rebase(next) {
      base = next;
      if (!unsaved) return;
      become({ kind: 'unsaved' });
      run();
    },
    drop() {
      clearTimeout(timer);
      unsaved = undefined;
      become({ kind: 'saved' });
    },
  };
}
