import { archiveParts } from './archive/archiveParts.ts';
import type { ArchiveFinding, ArchiveRule } from './archive/archiveRule.ts';
import { documentRules } from './archive/documentRules.ts';
import { entryRules } from './archive/entryRules.ts';
import { pageRules } from './archive/pageRules.ts';
import { referenceRules } from './archive/referenceRules.ts';
import { resourceRules } from './archive/resourceRules.ts';
import { openOfd } from './openOfd.ts';

/** Every rule, in the order of docs/ofd.md, which gives the ground of each. */
export const archiveRules: readonly ArchiveRule[] = [
  ...entryRules,
  ...documentRules,
  ...resourceRules,
  ...pageRules,
  ...referenceRules,
];

/**
 * What keeps a package from being OFD-A (GB/T 42133-2022) as far as the rules of docs/ofd.md go; empty where nothing
 * does. Throws UnreadableFileError where it cannot be read at all.
 */
export function checkOfdArchive(bytes: Uint8Array): readonly ArchiveFinding[] {
  const parts = archiveParts(openOfd(bytes));
  return archiveRules.flatMap(({ name, check }) => check(parts).map((finding) => ({ rule: name, ...finding })));
}
