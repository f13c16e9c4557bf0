import { z } from 'zod';
import { hash } from '../issue/hash.ts';
import { signedText } from '../issue/readSignedText.ts';
import { publicKey, signature, signWords, verifyWords } from '../issue/signedWords.ts';

/** The name of the manifest beside the files of a volume. */
export const volumeManifestName = 'volume.json';

/** What the person who had a volume made declares: of which signed issues it was bound, and its files to the byte. */
const VolumeStatement = z.strictObject({
  format: z.literal('neikan-volume'),
  version: z.literal(1),
  /** 澜溪信息2024年合订本 */
  name: z.string().min(1),
  pages: z.int().min(1),
  /** In the order of the volume, each by the hash that was signed at 签发. */
  issues: z.array(z.strictObject({ number: z.string().min(1), date: z.iso.date(), issueHash: hash })).min(1),
  files: z.array(z.strictObject({ name: z.string().regex(/^[^/\\]+$/), bytes: z.int().min(1), sm3: hash })).min(1),
  person: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
  publicKey,
});
export type VolumeStatement = z.infer<typeof VolumeStatement>;

export const VolumeManifest = VolumeStatement.extend({ signature });
export type VolumeManifest = z.infer<typeof VolumeManifest>;

/** The signed manifest as the one text its file may hold. */
export function volumeManifestText(statement: VolumeStatement, privateKey: string): string {
  return signedText(signWords('neikan-volume', statement, privateKey));
}

export function isVolumeSigned(manifest: VolumeManifest): boolean {
  return verifyWords('neikan-volume', manifest);
}
