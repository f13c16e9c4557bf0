import { createStore } from './store.ts';

export interface SaveRequest {
  readonly title: string;
  /** A folder to be made for the files; without it they go into the chosen folder itself. */
  readonly folderName?: string | undefined;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  /** Nothing is written: the folder itself is what is asked for. */
  readonly choice?: FolderChoice;
}

export interface FolderChoice {
  /** On the button that chooses. */
  readonly verb: string;
  /** Only folders that can be written can be chosen. */
  readonly isWritten: boolean;
}

export interface OpenSave extends SaveRequest {
  readonly answer: (path: string | undefined) => void;
}

export const openSave = createStore<OpenSave | undefined>(undefined);

/** Gives up what waits for a place to be saved: the next person must not write it anywhere. */
export function dropOpenSave(): void {
  openSave.get()?.answer(undefined);
}

/** Lets the person choose a folder and resolves to its path, undefined where the person thought better of it. */
export function chooseFolder(title: string, choice: FolderChoice): Promise<string | undefined> {
  return saveFiles({ title, files: [], choice });
}

/**
 * Lets the person choose a folder and writes the files there. Resolves to where they are now, undefined where the person
 * thought better of it; what went wrong has been said in the dialog by then.
 */
export function saveFiles(request: SaveRequest): Promise<string | undefined> {
  openSave.get()?.answer(undefined);
  return new Promise((resolve) => {
    openSave.set({
      ...request,
      answer: (path) => {
        openSave.set(undefined);
        resolve(path);
      },
    });
  });
}
