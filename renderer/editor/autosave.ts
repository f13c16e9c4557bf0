import type { Answer } from '#shared/contract/errorCode.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
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

export interface AutosaveOptions {
  readonly base: SavedVersion;
  readonly save: (base: SavedVersion, text: AutosaveText) => Promise<Answer<SavedVersion>>;
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
export function createAutosave({ base: initial, save, onState }: AutosaveOptions): Autosave {
  let base = initial;
  let state: SaveState = { kind: 'saved' };
  let unsaved: AutosaveText | undefined;
  let firstChangeAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;

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
    underWay = save(base, sent).then((answer) => {
      underWay = undefined;
      if (answer.ok) {
        base = answer.value;
        if (unsaved === sent) {
          unsaved = undefined;
          become({ kind: 'saved' });
        } else if (unsaved) {
          plan(pauseMs - 100);
          become({ kind: 'unsaved' });
        }
      } else if (unsaved) {
        const isConflict = answer.code === 'conflict';
        // A state, a role or a missing thing does not change by asking again.
        const isFinal = isConflict || ['illegalState', 'forbidden', 'notFound', 'malformed'].includes(answer.code);
        if (!isFinal) plan(againMs);
        become({ kind: 'refused', message: answer.message, isConflict });
      }
    });
    await underWay;
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
