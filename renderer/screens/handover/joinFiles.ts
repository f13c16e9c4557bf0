import type { FolderEntry } from '#shared/contract/deskCommands.ts';

/** A package in a folder by the names of its files alone: 交接-审核机-2026-03-02-0a1b2c3d-1.nkh. */
export interface NamedPackage {
  readonly name: string;
  readonly files: readonly string[];
}

const named = /^(交接-.+-\d{4}-\d{2}-\d{2}-[0-9a-f]{8})(?:-\d+)?\.nkh$/;

/** The packages of a folder that are for a machine by their names, the newest first. */
export function packagesNamed(entries: readonly FolderEntry[], machine: string): readonly NamedPackage[] {
  const begin = `交接-${machine.replace(/[\\/:*?"<>|.]/g, '_')}`;
  const packages = new Map<string, string[]>();
  for (const { name, path, kind } of entries) {
    const mark = kind === 'file' && name.startsWith(begin) ? named.exec(name)?.[1] : undefined;
    if (mark !== undefined) packages.set(mark, [...(packages.get(mark) ?? []), path]);
  }
  return [...packages]
    .map(([name, files]) => ({ name, files }))
    .sort((left, right) => (left.name < right.name ? 1 : -1));
}
