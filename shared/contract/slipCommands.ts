import { z } from 'zod';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, id, nothing } from './values.ts';

/** A picture of a name as somebody writes it; a photograph is made smaller before it comes here. */
export const SignaturePicture = z.strictObject({
  mime: z.enum(['image/png', 'image/jpeg']),
  bytes: bytes.refine(({ length }) => length > 0 && length <= 1_000_000),
});
export type SignaturePicture = z.infer<typeof SignaturePicture>;

const ownSignature = z.strictObject({ picture: SignaturePicture.optional() });

export const slipCommands = {
  /** 发稿单: of a signed issue the frozen one, of any other as it stands, headed 未签发. */
  readReleaseSlip: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({ pdf: bytes, pages: z.int(), isFrozen: z.boolean() }),
  },
  /** The caller's own; nobody is given another's but on a slip. */
  readSignaturePicture: { role: editorialRoles, input: nothing, output: ownSignature },
  /** The caller's own; without a picture there is none from now on. What was frozen keeps what it has. */
  setSignaturePicture: { role: editorialRoles, input: ownSignature, output: nothing },
} as const satisfies CommandTable;
