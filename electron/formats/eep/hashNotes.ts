import { type EepElement, elementsAt } from './eepElement.ts';
import type { RecordFile } from './recordFiles.ts';

/** What the package says of the bytes of a file. */
export type FileHashes = Pick<RecordFile, 'sm3' | 'sha256'>;

/** 附注 that holds both hashes of a file: DA/T 48-2009 has no element for them. Lower-case hex. */
export function hashNote({ name, sm3, sha256 }: FileHashes & { readonly name: string }): string {
  return `摘要　${name}　SM3 ${sm3}　SHA-256 ${sha256}`;
}

const note = /^摘要　(.+)　SM3 ([0-9a-f]{64})　SHA-256 ([0-9a-f]{64})$/;

/** The hashes that stand in a 文件实体, by the names of the files. */
export function readHashNotes(entity: EepElement | undefined): ReadonlyMap<string, FileHashes> {
  const found = elementsAt(entity, '附注').flatMap(({ text = '' }) => {
    const [, name = '', sm3 = '', sha256 = ''] = note.exec(text) ?? [];
    return name === '' ? [] : [[name, { sm3, sha256 }] as const];
  });
  return new Map(found);
}
