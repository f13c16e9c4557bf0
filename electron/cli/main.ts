import { CommandFailure } from './commandFailure.ts';
import { verifyCommand } from './verifyCommand.ts';

type Command = (args: readonly string[], print: (line: string) => void) => void | Promise<void>;

const commands: Readonly<Record<string, Command>> = { verify: verifyCommand };

const usage = '用法：npm run neikan -- verify 文件或文件夹    校验导出的刊期';

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new CommandFailure(2, name === '' ? usage : `没有“${name}”这个命令。\n${usage}`);
  await command(args, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
