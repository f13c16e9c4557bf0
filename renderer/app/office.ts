import type { Bridge } from '#shared/contract/bridge.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { createDeskClient, createOfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';

declare global {
  interface Window {
    readonly neikan: Bridge;
  }
}

/** The office and the desk as this window reaches them: one function a command, an answer each. */
export const office = createOfficeClient((name, input) => answered(() => window.neikan.call(name, input)));
export const desk = createDeskClient((name, input) => answered(() => window.neikan.desk(name, input)));

export type Refusal = Extract<Answer<unknown>, { readonly ok: false }>;
