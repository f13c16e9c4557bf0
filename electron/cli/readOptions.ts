import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandFailure } from './commandFailure.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Read<Given extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Given; allowPositionals: true }>
>;

/** Options and paths of a command. A CommandFailure (2) names what is wrong with them and adds the usage. */
export function readOptions<const Given extends Options>(
  args: readonly string[],
  options: Given,
  usage: string,
): Read<Given> {
  let read: Read<Given>;
  try {
    read = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandFailure(2, `${wrongOption(error)}\n${usage}`, { cause: error });
  }
  for (const [name, value] of Object.entries(read.values)) {
    if (value === '') throw new CommandFailure(2, `“--${name}”后面缺少内容。\n${usage}`);
  }
  return read;
}

/** Node says which option it was only in its English message: Unknown option '--xml', Option '--json <value>' argument missing. */
function wrongOption(error: TypeError & { readonly code?: unknown }): string {
  const quoted = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  const option = /--[^\s=,]+/.exec(quoted)?.[0] ?? quoted;
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有“${option}”这个选项。`;
  if (/does not take an argument/.test(error.message)) return `“${option}”后面不带内容。`;
  return `“${option}”后面缺少内容。`;
}
