import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync, readdirSync, realpathSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { documentName, ExportManifest, manifestName } from '#shared/issue/exportManifest.ts';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';
import { readInput } from './readInput.ts';
import { isStrayFile } from './strayFiles.ts';
import { removeQuietly, writeOutput } from './writeOutput.ts';

type Kind = ExportManifest['kind'];

/**
 * Says before the work whether an export can be written at `folder`: it is not there yet, empty, or an earlier export and
 * nothing else; what was signed gives way to nothing but what was signed. Throws a CommandFailure that names what is there.
 */
export function checkFolder(folder: string, kind: Kind): void {
  checkParent(folder);
  try {
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) return;
    const names = readdirSync(folder).filter((name) => !isStrayFile(name));
    if (names.length === 0) return;
    const manifest = names.includes(manifestName) ? readManifest(join(folder, manifestName)) : undefined;
    if (manifest === undefined) {
      throw new CommandFailure(1, `${folder} 已经存在，里面不是导出的刊期，没有改动它。请换一个文件夹`);
    }
    if (manifest.kind === 'issued' && kind === 'draft') {
      throw new CommandFailure(1, `${folder} 里是一期已签发的刊物，不能用草稿代替，没有改动它。请换一个文件夹`);
    }
    const known = new Set([manifestName, documentName, ...manifest.files.map(({ name }) => name)]);
    const foreign = names.find((name) => !known.has(name));
    if (foreign !== undefined) {
      throw new CommandFailure(1, `${folder} 里除了导出的刊期还有 ${foreign}，没有改动它。请换一个文件夹`);
    }
  } catch (error) {
    throw fileFailure(error, folder, 'write');
  }
}

/** Whether something can be made or replaced at `path`: what holds it is there, is a folder and may be written. */
export function checkParent(path: string): void {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there && !there.isDirectory()) throw new CommandFailure(1, `${path} 是文件，不是文件夹，没有改动它`);
    if (there) accessSync(path, constants.W_OK);
    if (!statSync(dirname(path)).isDirectory()) {
      throw new CommandFailure(1, `没有 ${path} 所在的文件夹：它的上一级是一个文件`);
    }
    if (!there) accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw fileFailure(error, path, 'write');
  }
}

function readManifest(path: string): ExportManifest | undefined {
  try {
    return ExportManifest.safeParse(JSON.parse(new TextDecoder().decode(readInput(path)))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Writes an export whole or not at all, where `checkFolder` allows it; an earlier one stays until the new one is complete. */
export function writeFolder(
  folder: string,
  kind: Kind,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): void {
  checkFolder(folder, kind);
  try {
    const there = statSync(folder, { throwIfNoEntry: false });
    // A link keeps its place: what it leads to is replaced.
    const place = there ? realpathSync(folder) : folder;
    const beside = join(dirname(place), `.neikan-${randomUUID()}`);
    const [written, earlier] = [`${beside}-new`, `${beside}-old`];
    mkdirSync(written);
    try {
      for (const { name, bytes } of files) writeOutput(join(written, basename(name)), bytes);
      if (there) renameSync(place, earlier);
      try {
        renameSync(written, place);
      } catch (error) {
        if (there) renameSync(earlier, place);
        throw error;
      }
    } catch (error) {
      removeQuietly(written);
      throw error;
    }
    removeQuietly(earlier);
  } catch (error) {
    throw fileFailure(error, folder, 'write');
  }
}
