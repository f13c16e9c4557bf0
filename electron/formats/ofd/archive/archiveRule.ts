import type { ArchiveParts } from './archiveParts.ts';

/** One thing that is wrong in a package that should be OFD-A. */
export interface ArchiveFinding {
  /** The rule's name, as docs/ofd.md lists it. */
  readonly rule: string;
  /** The file in the package it was found in. */
  readonly place: string;
  /** Chinese, for the archivist. */
  readonly message: string;
}

/** A rule of docs/ofd.md, where its ground is given. */
export interface ArchiveRule {
  readonly name: string;
  check(parts: ArchiveParts): readonly Omit<ArchiveFinding, 'rule'>[];
}
