import { z } from 'zod';
import type { CommandTable } from './command.ts';
import { bytes, instant, nothing } from './values.ts';

const sealFile = z.strictObject({ number: z.int(), file: z.strictObject({ name: z.string(), bytes }) });

export const sealCommands = {
  /** Signs the ends of both chains with the auditor's key; refused where a chain does not hold. */
  sealAudit: { role: ['auditor'], input: nothing, output: sealFile },
  listSeals: {
    role: ['auditor'],
    input: nothing,
    output: z.strictObject({
      /** Newest first; the numbers say up to which row each chain is sealed. */
      seals: z.array(
        z.strictObject({ number: z.int(), at: instant, person: z.string(), register: z.int(), content: z.int() }),
      ),
      /** Days until the next one is due; absent where nobody is reminded. */
      dueInDays: z.int().optional(),
    }),
  },
  /** The file of an earlier seal, to be kept once more. */
  readSeal: { role: ['auditor'], input: z.strictObject({ number: z.int().min(1) }), output: sealFile },
  compareSeal: {
    role: ['auditor'],
    input: z.strictObject({ bytes }),
    output: z.strictObject({
      number: z.int().optional(),
      at: instant.optional(),
      by: z.string().optional(),
      /** Of the key that signed. */
      fingerprint: z.string().optional(),
      /** What does not hold; Chinese sentences that name it. */
      faults: z.array(z.string()),
    }),
  },
  /** Whose the keys under an exported issue are, in the order asked: `holder` is who the register has it for. */
  checkSigners: {
    role: 'signedIn',
    input: z.strictObject({
      signers: z
        .array(z.strictObject({ person: z.string().min(1).max(200), publicKey: z.string().regex(/^04[0-9a-f]{128}$/) }))
        .max(10_000),
    }),
    output: z.array(z.strictObject({ isOwn: z.boolean(), holder: z.string().optional() })),
  },
} as const satisfies CommandTable;
