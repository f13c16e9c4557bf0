import { createStore, useStore } from './store.ts';

/** What the bottom line says of the thing that is open. */
export interface Status {
  readonly saved?: string | undefined;
  readonly characters?: number | undefined;
  readonly page?: { readonly now: number; readonly count: number } | undefined;
  /** How many places of the text proofreading has something to say about, whether it failed, and what shows them. */
  readonly findings?:
    | { readonly count: number; readonly isFailed: boolean; readonly title: string; readonly show: () => void }
    | undefined;
}

const status = createStore<Status>({});

export function setStatus(part: Status): void {
  status.set({ ...status.get(), ...part });
}

/** Called when the thing is closed. */
export function clearStatus(): void {
  status.set({});
}

export function useStatus(): Status {
  return useStore(status);
}
