import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { readSignedText, signedText } from '#shared/issue/readSignedText.ts';
import { handoverLimits } from './handoverLimits.ts';
import { legibleName } from './legibleName.ts';
import { holdsForPurpose, type SigningKey, signature, signWithPurpose } from './signWithPurpose.ts';
import { Outside } from './volumeHead.ts';

/** 送审, 退回, 已签发, 回执, 取回, 入网, 稿件: what a package does on the other side. */
export const packageKinds = ['submit', 'return', 'signed', 'receipt', 'cancel', 'join', 'articles'] as const;
export type PackageKind = (typeof packageKinds)[number];

/** By which a program from before packages of single articles tells that it is too old for one, whatever is in it. */
export function volumeVersionOf(kind: PackageKind): 1 | 2 {
  return kind === 'articles' ? 2 : 1;
}

/**
 * Stands in the place of an issue in packages of single articles and their receipts: between two machines they are a chain of
 * their own, so that one that is lost holds up neither an issue nor a register.
 */
export const articlesSubject = 'articles';

/** The issue that a package is about by its id; undefined where it is about none. */
export function issueAmong(subject: string | null): string | undefined {
  return subject === null || subject === articlesSubject ? undefined : subject;
}

/** Where a package stands among those that its sender has written to one receiver about one issue, or one after another of articles. */
export const PackagePlace = z
  .strictObject({
    /** The receiver's card. */
    card: hash,
    sequence: z.int().min(1).max(1_000_000),
    /** The package before by its hash; null for the first. */
    previous: hash.nullable(),
  })
  .refine(({ sequence, previous }) => (sequence === 1) === (previous === null));
export type PackagePlace = z.infer<typeof PackagePlace>;

/** A name inside a package: folders and a file, no way out of it, nothing that is not seen. */
const partName = z
  .string()
  .max(200)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}/\\:]+(\/[^\p{C}\p{Zl}\p{Zp}/\\:]+){0,3}$/u)
  .refine((name) => name.split('/').every((one) => one !== '.' && one !== '..' && one === one.trim()));

export const PackagePart = z.strictObject({
  name: partName,
  bytes: z.int().min(0).max(handoverLimits.partBytes),
  sm3: hash,
});
export type PackagePart = z.infer<typeof PackagePart>;

/** A name that is a folder of another could not be written out beside it. */
const isFileAndFolder = (names: readonly string[]) => {
  const folders = new Set(
    names.flatMap((name) => name.split('/').map((_, count, all) => all.slice(0, count).join('/'))),
  );
  return names.some((name) => folders.has(name));
};

const distinct = (values: readonly string[]) => new Set(values).size === values.length;

const Told = z.strictObject({
  format: z.literal('neikan-handover'),
  version: z.literal(1),
  kind: z.enum(packageKinds),
  /** The issue it is about, by its id; `articlesSubject` for single articles, null for what is about none. */
  issue: z.string().min(1).max(64).nullable(),
  /** The sender's card, by its hash, and who sat there. */
  sender: hash,
  person: legibleName,
  at: z.iso.datetime(),
  receivers: z
    .array(PackagePlace)
    .min(1)
    .max(handoverLimits.receivers)
    .refine((places) => distinct(places.map(({ card }) => card))),
  /** The newest packages about this issue that the sender had taken in, by their hashes. */
  seen: z.array(hash).max(handoverLimits.seen).refine(distinct),
  /** What stands legibly outside, so that no other outside can be put around it. */
  outside: Outside,
  /** In the order in which their bytes follow. */
  parts: z
    .array(PackagePart)
    .max(handoverLimits.parts)
    .refine((parts) => {
      const names = parts.map(({ name }) => name.normalize('NFC').toLowerCase());
      return distinct(names) && !isFileAndFolder(names);
    })
    .refine((parts) => parts.reduce((sum, { bytes }) => sum + bytes, 0) <= handoverLimits.packageBytes),
});
/** Single articles travel in packages of their kind, which are about nothing else. */
const isAboutOwn = ({ kind, issue }: Pick<z.infer<typeof Told>, 'kind' | 'issue'>) =>
  issue === articlesSubject ? kind === 'articles' || kind === 'receipt' : kind !== 'articles';

const ManifestStatement = Told.refine(isAboutOwn);
export type ManifestStatement = z.infer<typeof ManifestStatement>;

export const PackageManifest = Told.extend({ signature }).refine(isAboutOwn);
export type PackageManifest = z.infer<typeof PackageManifest>;

/** Throws a zod error on what no reader would take. `key` is that of the sender's card. */
export function signManifest(
  statement: Omit<ManifestStatement, 'format' | 'version'>,
  key: SigningKey,
): PackageManifest {
  const whole = ManifestStatement.parse({ format: 'neikan-handover', version: 1, ...statement });
  return { ...whole, signature: signWithPurpose('neikan-handover', whole, key) };
}

/** The one text that stands for this manifest in a package. */
export function packageManifestText(manifest: PackageManifest): string {
  return signedText(manifest);
}

/** By this a package is named: SM3 of its manifest, which holds SM3 of every part; lower-case hex. */
export function packageHash(manifest: PackageManifest): string {
  return sm3(packageManifestText(manifest));
}

/** The manifest that this text is; undefined for anything else. */
export function readManifest(text: string): PackageManifest | undefined {
  return readSignedText(text, PackageManifest);
}

/** Whether the manifest was signed with this key. */
export function isManifestSignedBy({ signature: given, ...statement }: PackageManifest, publicKey: string): boolean {
  return holdsForPurpose('neikan-handover', statement, given, publicKey);
}
