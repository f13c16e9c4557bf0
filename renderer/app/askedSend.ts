import type { CommandInput } from '#shared/contract/contract.ts';
import { createStore } from './store.ts';

export interface AskedSend {
  readonly issueId: string;
  readonly kind: CommandInput<'writePackage'>['kind'];
}

/** The issue that is to be handed over to another machine; it stays asked for whatever screen its step has led to. */
export const askedSend = createStore<AskedSend | undefined>(undefined);

/** Articles that are to be handed over by themselves; of none of them it is asked which. */
export const askedArticles = createStore<readonly string[] | undefined>(undefined);
