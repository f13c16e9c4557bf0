import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';
import { removeQuietly } from './writeOutput.ts';

/** Says before the work whether a folder can be made at `out`. Throws a CommandFailure where there is anything already. */
export function requireFree(out: string): void {
  try {
    const there = statSync(out, { throwIfNoEntry: false });
    if (there && (!there.isDirectory() || readdirSync(out).length > 0)) {
      throw new CommandFailure(1, `${out} 已经存在而且不是空文件夹，没有改动它。请换一个文件夹`);
    }
    if (!statSync(dirname(out)).isDirectory()) throw new CommandFailure(1, `没有 ${out} 所在的文件夹`);
  } catch (error) {
    throw fileFailure(error, out, 'write');
  }
}

/** Everything that `fill` writes, or nothing: a folder beside is filled and then given its name. Throws a CommandFailure. */
export async function fillFree(out: string, fill: (folder: string) => void | Promise<void>): Promise<void> {
  const beside = join(dirname(out), `.neikan-${randomUUID()}`);
  try {
    mkdirSync(beside);
    await fill(beside);
    if (statSync(out, { throwIfNoEntry: false })) rmdirSync(out);
    renameSync(beside, out);
  } catch (error) {
    removeQuietly(beside);
    throw fileFailure(error, out, 'write');
  }
}
