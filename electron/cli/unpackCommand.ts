import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { fileFailure } from './fileFailure.ts';
import { filesAt } from './inspectCommand.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { checkParent } from './writeFolder.ts';
import { writeOutput } from './writeOutput.ts';

export const unpackUsage = `用法：npm run neikan -- unpack 交接包的各卷或文件夹 --medium 介质编号 --data 数据目录 [--receipt 文件夹] [--out 文件夹]
  逐项核对一个交接包，通过才收下，记入登记簿；询问登录名和口令。--receipt 写出带回去的回执。--out 另把内容写到一个新文件夹，
  那里的内容不再加密，用完请清除。`;

/**
 * `unpack FILE…`: takes one package into a data directory, from all of its volumes. Throws a CommandFailure in the office's
 * words.
 */
export async function unpackCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const { files, medium, data, receipt, out } = readArguments(args);
  if (out !== undefined) requireNew(out);
  await withSignedInOffice(
    data,
    warn,
    async (client) => {
      const { entry, person, parts, daysApart } = answered(await client.takePackage({ files: [...files], medium }));
      const hash = entry.hash ?? '';
      const [sender] = entry.machines;
      print(`已收下“${sender?.name ?? ''}”的第${sender?.sequence ?? ''}包，由${person}写出；登记簿第${entry.number}条`);
      if (daysApart !== 0) warn(`注意：对方的时钟比本机${daysApart < 0 ? '慢' : '快'}${Math.abs(daysApart)}天`);
      for (const { name, bytes } of parts) print(`  ${name}，${bytes}字节`);
      if (receipt !== undefined && entry.kind !== 'receipt') {
        const written = answered(await client.writeReceipt({ hash, folder: receipt, medium }));
        for (const { path } of written.files) print(`回执已写到 ${path}，请带回去`);
      }
      if (out === undefined || entry.kind === 'receipt') return;
      for (const { name } of parts) {
        const { bytes } = answered(await client.readPackagePart({ hash, name }));
        const path = join(out, ...name.split('/'));
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeOutput(path, bytes);
      }
      print(`内容已写到 ${out}，没有加密`);
    },
    ask,
  );
}

/** Throws a CommandFailure where something is there already. */
function requireNew(folder: string): void {
  checkParent(folder);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw fileFailure(error, folder, 'write');
  }
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    medium: { type: 'string' },
    receipt: { type: 'string' },
    out: { type: 'string' },
  } as const;
  const { positionals, values } = readOptions(args, options, unpackUsage);
  const { data, medium, receipt, out } = values;
  if (positionals.length === 0 || !data || !medium) throw new CommandFailure(2, unpackUsage);
  return {
    files: positionals.flatMap((one) => filesAt(commandPath(one), ['.nkh'])),
    medium,
    data: commandPath(data),
    receipt: receipt === undefined ? undefined : commandPath(receipt),
    out: out === undefined ? undefined : commandPath(out),
  };
}
