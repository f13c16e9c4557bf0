import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { type Flow, signaturesNeeded } from '#shared/workflow/flow.ts';
import { canonicalJson } from './canonicalJson.ts';
import { signOffSteps } from './issueDocument.ts';

/** What leaves the office of a flow: what each station is, its name, and how many have to sign there; nobody's sign-in name. */
export const SignedFlow = z
  .array(
    z.strictObject({
      step: z.enum(signOffSteps),
      label: z.string().min(1),
      needed: z.int().min(1),
    }),
  )
  .min(2)
  .max(6);
export type SignedFlow = z.infer<typeof SignedFlow>;

export function signedFlow(flow: Flow): SignedFlow {
  return flow.map((station) => ({ step: station.kind, label: station.label, needed: signaturesNeeded(station) }));
}

/** SM3 of the canonical flow, lower-case hex. */
export function flowHash(flow: SignedFlow): string {
  return sm3(canonicalJson(flow));
}
