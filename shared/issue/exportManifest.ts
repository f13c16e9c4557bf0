import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson } from './canonicalJson.ts';
import { hash } from './hash.ts';
import { SignedFlow } from './signedFlow.ts';
import { SignedStatement } from './signOffStatement.ts';

/** The name of the manifest in every exported folder, and of the document it describes. */
export const manifestName = 'manifest.json';
export const documentName = 'issue.json';

/** Lies beside exported files and lets anyone prove, from the files alone, that they are what was signed. */
export const ExportManifest = z.strictObject({
  format: z.literal('neikan-export'),
  version: z.literal(1),
  kind: z.enum(['draft', 'issued']),
  contentHash: hash,
  issueHash: hash,
  /** Every frozen file but issue.json, whose content `issueHash` covers, and the manifest itself. */
  files: z.array(z.strictObject({ name: z.string().regex(/^[^/\\]+$/), bytes: z.int().min(0), sm3: hash })),
  signatures: z.array(SignedStatement),
  /** The stations that had to be signed, in their order; every signature is bound to them by `flowHash`. */
  flow: SignedFlow.optional(),
  /** SM3 of the rest of the manifest: finds a changed byte where no signature reaches. */
  manifestHash: hash,
});
export type ExportManifest = z.infer<typeof ExportManifest>;

/** SM3 of the canonical manifest without its own hash; lower-case hex. */
function manifestHash({ manifestHash: _own, ...rest }: ExportManifest): string {
  return sm3(canonicalJson(rest));
}

/** The manifest with its own hash, as the one text its file may hold. */
export function manifestText(manifest: Omit<ExportManifest, 'manifestHash'>): string {
  const whole = { ...manifest, manifestHash: '' };
  return `${canonicalJson({ ...whole, manifestHash: manifestHash(whole) })}\n`;
}
