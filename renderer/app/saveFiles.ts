import { createStore } from './store.ts';

export interface SaveRequest {
  readonly title: string;
  /** A folder to be made for the files; without it they go into the chosen folder itself. */
  readonly folderName?: string | undefined;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

export interface OpenSave extends SaveRequest {
  readonly answer: (path: string | undefined) => void;
}

export const openSave = createStore<OpenSave | undefined>(undefined);

/** Gives up what waits for a place to be saved: the next person must not write it anywhere. */
export function dropOpenSave(): void {
  openSave.get()?.answer(undefined);
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
