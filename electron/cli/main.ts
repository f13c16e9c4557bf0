import '../networkTripwire.ts';
import { MissingBrowserError } from '#hosts/chromium/findBrowser.ts';
import { CommandFailure } from './commandFailure.ts';
import { demoCommand } from './demoCommand.ts';
import { parseCommand } from './parseCommand.ts';
import { searchCommand } from './searchCommand.ts';
import { isDataDirectory } from './signedInOffice.ts';
import { typesetCommand } from './typesetCommand.ts';
import { verifyCommand } from './verifyCommand.ts';
import { verifyDataDirectory } from './verifyDataDirectory.ts';

type Print = (line: string) => void;
type Command = (args: readonly string[], print: Print, warn: Print) => void | Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  parse: parseCommand,
  search: searchCommand,
  typeset: typesetCommand,
  verify: (args, print, warn) => {
    const [path] = args;
    const isOffice = args.length === 1 && path !== undefined && isDataDirectory(path);
    return isOffice ? verifyDataDirectory(path, print, warn) : verifyCommand(args, print);
  },
};

const usage = `用法：npm run neikan -- 命令
  parse 文件 [--json 输出文件]       读入一期内刊（文字或 Word 文件）；加 --manuscript 读入一篇来稿
  typeset 刊期文件.json --out 文件夹 [--formats pdf,txt]    排印草稿
  verify 文件或文件夹                校验导出的刊期；对数据目录则校验档案（询问登录名和口令）
  search 检索词 --data 数据目录      检索已签发的刊期（询问登录名和口令）
  demo [--out 文件夹] [--data 数据目录]    用示例走完一期刊物的全过程`;

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new CommandFailure(2, name === '' ? usage : `没有“${name}”这个命令。\n${usage}`);
  await command(
    args,
    (line) => process.stdout.write(`${line}\n`),
    (line) => process.stderr.write(`${line}\n`),
  );
} catch (error) {
  if (error instanceof CommandFailure) process.exitCode = error.exitCode;
  else if (error instanceof MissingBrowserError) process.exitCode = 1;
  else throw error;
  process.stderr.write(`${error.message}\n`);
}
