import '../networkTripwire.ts';
import { MissingBrowserError } from '#hosts/chromium/findBrowser.ts';
import { archiveCommand, archiveUsage } from './archiveCommand.ts';
import { backupCommand, backupUsage } from './backupCommand.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { isDataDirectory } from './dataDirectory.ts';
import { demoCommand, demoUsage } from './demoCommand.ts';
import { dutyCommand, dutyUsage } from './dutyCommand.ts';
import { importCommand, importUsage } from './importCommand.ts';
import { inspectCommand, inspectUsage } from './inspectCommand.ts';
import { isInterrupted } from './interruption.ts';
import { joinUsage } from './joinArguments.ts';
import { joinCommand } from './joinCommand.ts';
import { machineCommand, machineUsage } from './machineCommand.ts';
import { packCommand, packUsage } from './packCommand.ts';
import { parseCommand, parseUsage } from './parseCommand.ts';
import { recoverCommand, recoverUsage } from './recoverCommand.ts';
import { restoreCommand, restoreUsage } from './restoreCommand.ts';
import { salvageCommand, salvageUsage } from './salvageCommand.ts';
import { searchCommand, searchUsage } from './searchCommand.ts';
import { typesetCommand, typesetUsage } from './typesetCommand.ts';
import { unpackCommand, unpackUsage } from './unpackCommand.ts';
import { isAuditFile, verifyAuditFile } from './verifyAuditFile.ts';
import { backupAt, verifyBackup } from './verifyBackup.ts';
import { verifyCommand, verifyUsage } from './verifyCommand.ts';
import { verifyDataDirectory } from './verifyDataDirectory.ts';
import { eepFilesAt, verifyEepFiles } from './verifyEepFiles.ts';
import { verifyVolumeCommand, volumeFolderAt } from './verifyVolume.ts';
import { volumeCommand, volumeUsage } from './volumeCommand.ts';

type Print = (line: string) => void;
interface Command {
  readonly usage: string;
  readonly run: (args: readonly string[], print: Print, warn: Print) => void | Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  parse: { usage: parseUsage, run: parseCommand },
  typeset: { usage: typesetUsage, run: typesetCommand },
  verify: {
    usage: verifyUsage,
    run: (args, print, warn) => {
      const [path = '', ...more] = args;
      if (path !== '' && isAuditFile(commandPath(path))) return verifyAuditFile(args, print, warn, verifyUsage);
      if (path.endsWith('.nkh')) return inspectCommand(args, print);
      const backup = path !== '' && more.length === 0 ? backupAt(commandPath(path)) : undefined;
      if (backup !== undefined) return verifyBackup(backup, print);
      const packages = path !== '' && more.length === 0 ? eepFilesAt(commandPath(path)) : undefined;
      if (packages !== undefined) return verifyEepFiles(packages, print);
      if (path !== '' && volumeFolderAt(commandPath(path)) !== undefined) return verifyVolumeCommand(args, print, warn);
      const isOffice = path !== '' && more.length === 0 && isDataDirectory(commandPath(path));
      return isOffice ? verifyDataDirectory(commandPath(path), print, warn) : verifyCommand(args, print, warn);
    },
  },
  archive: { usage: archiveUsage, run: archiveCommand },
  volume: { usage: volumeUsage, run: volumeCommand },
  search: { usage: searchUsage, run: searchCommand },
  import: { usage: importUsage, run: importCommand },
  machine: { usage: machineUsage, run: machineCommand },
  join: { usage: joinUsage, run: (args, print, warn) => joinCommand(args, print, warn) },
  duty: { usage: dutyUsage, run: (args, print, warn) => dutyCommand(args, print, warn) },
  pack: { usage: packUsage, run: packCommand },
  unpack: { usage: unpackUsage, run: unpackCommand },
  inspect: { usage: inspectUsage, run: (args, print) => inspectCommand(args, print) },
  backup: { usage: backupUsage, run: backupCommand },
  recover: { usage: recoverUsage, run: (args, print) => recoverCommand(args, print) },
  restore: { usage: restoreUsage, run: (args, print) => restoreCommand(args, print) },
  salvage: { usage: salvageUsage, run: (args, print) => salvageCommand(args, print) },
  demo: { usage: demoUsage, run: demoCommand },
};

const usage = Object.values(commands)
  .map((command) => command.usage)
  .join('\n');
const asksForHelp = (word: string) => word === '--help' || word === '-h';

const print: Print = (line) => process.stdout.write(`${line}\n`);
const warn: Print = (line) => process.stderr.write(`${line}\n`);

// Whoever reads the output may stop reading it (`| head`); that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}
// Errors that no command waits for, while one is at work.
const stray = ['uncaughtException', 'unhandledRejection'] as const;
const endByError = (error: unknown) => {
  fail(error);
  if (!isInterrupted()) process.exit();
};
for (const event of stray) process.on(event, endByError);

/** Says what happened in one Chinese sentence; what only a programmer reads, with NEIKAN_DEBUG set. */
function fail(error: unknown): void {
  // What breaks while the command is broken off broke because of that, and the end is already under way.
  if (isInterrupted()) return;
  if (process.env.NEIKAN_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
  const isSaid = error instanceof CommandFailure || error instanceof MissingBrowserError;
  warn(
    isSaid
      ? error.message
      : '没有办理：程序遇到了没有料到的情况。请再试一次；仍不行时设环境变量 NEIKAN_DEBUG=1 重做，把显示的内容交给管理员。',
  );
}

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (name === 'help' || asksForHelp(name)) print(usage);
  else if (command === undefined) {
    throw new CommandFailure(2, name === '' ? usage : `没有“${name}”这个命令。\n${usage}`);
  } else if (args.slice(0, args.includes('--') ? args.indexOf('--') : undefined).some(asksForHelp))
    print(command.usage);
  else await command.run(args, print, warn);
} catch (error) {
  fail(error);
} finally {
  for (const event of stray) process.off(event, endByError);
}
