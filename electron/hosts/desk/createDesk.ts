import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { logFailure } from '#office/officeLog.ts';
import { type DeskCommandName, type DeskContract, deskCommands } from '#shared/contract/deskCommands.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { isOwnSender, type Sender } from '#shared/contract/sender.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Host } from '../host.ts';
import { createXorrisoBurning } from './burn/createXorrisoBurning.ts';
import { createCupsPrinting } from './cups/createCupsPrinting.ts';
import { DeskError } from './deskError.ts';
import { listFolder, makeFolder } from './folders.ts';
import { listPlaces } from './listPlaces.ts';
import { networkLayers } from './networkLayers.ts';
import { readPreferences, savePreferences } from './preferencesFile.ts';
import { writeFiles } from './writeFiles.ts';

type DeskHandlers = {
  readonly [Name in DeskCommandName]: (
    input: z.output<DeskContract[Name]['input']>,
  ) => z.output<DeskContract[Name]['output']> | Promise<z.output<DeskContract[Name]['output']>>;
};

export interface DeskOptions {
  readonly host: Host;
  readonly directory: string;
  /** The window has made sure that nothing is unsaved. */
  readonly end: (reason: 'lock' | 'quit') => void;
}

/** Answers what the window asks of the machine it stands on, checked as the office's contract is. */
export function createDesk({ host, directory, end }: DeskOptions) {
  const printing = host.printing ?? createCupsPrinting();
  const burning = host.burning ?? createXorrisoBurning();
  /** Nothing else of the machine is burnt for a window that lies. */
  const writtenFolders = new Set<string>();
  const handlers: DeskHandlers = {
    about: () => ({
      version: packageFile.version,
      host: host.name,
      browser: host.browser,
      dataDirectory: directory,
      locksWithScreen: host.screenLock?.isWatching() ?? false,
    }),
    readPreferences: () => readPreferences(directory),
    savePreferences: (preferences) => {
      savePreferences(directory, preferences);
      return {};
    },
    listPlaces,
    listFolder: ({ path }) => listFolder(path),
    makeFolder: ({ path, name }) => makeFolder(path, name),
    writeFiles: (request) => {
      const written = writeFiles(request);
      if (request.folderName !== undefined) writtenFolders.add(written.path);
      return written;
    },
    listPrinters: async () => [...(await printing.list())],
    printPdf: async (request) => {
      const job = await printing.print(request);
      return job === undefined ? {} : { job };
    },
    readPrintJob: async ({ job }) => ({ state: await printing.stateOf(job) }),
    cancelPrintJob: async ({ job }) => {
      await printing.cancel(job);
      return {};
    },
    listBurners: async () => {
      const { burners, why } = await burning.list();
      return { burners: [...burners], ...(why === undefined ? {} : { why }) };
    },
    burnFolder: async ({ device, path, label }) => {
      if (!writtenFolders.has(path)) {
        throw new DeskError('forbidden', '只能刻录刚刚导出的文件夹。请重新导出，再刻录。');
      }
      return { job: await burning.burn({ device, folder: path, label }) };
    },
    readBurnJob: ({ job }) => ({ state: burning.stateOf(job) }),
    cancelBurnJob: ({ job }) => {
      burning.cancel(job);
      return {};
    },
    networkProof: () => {
      const { count, last } = host.refused();
      return { layers: [...networkLayers(host)], refused: count, lastRefused: [...last] };
    },
    lock: () => {
      end('lock');
      return {};
    },
    quit: () => {
      end('quit');
      return {};
    },
  };
  return async (sender: Sender, name: string, input: unknown): Promise<Answer<unknown>> => {
    if (!isOwnSender(sender)) return { ok: false, code: 'strangeSender', message: '拒绝了不是本程序发出的请求。' };
    if (typeof name !== 'string' || !Object.hasOwn(deskCommands, name)) {
      return { ok: false, code: 'unknownCommand', message: '没有这个命令。' };
    }
    const command = deskCommands[name as DeskCommandName];
    const parsed = command.input.safeParse(input);
    if (!parsed.success) {
      return { ok: false, code: 'malformed', message: '提交的内容格式不对，没有办理。请检查填写的内容。' };
    }
    try {
      const handler = handlers[name as DeskCommandName] as (input: unknown) => unknown;
      return { ok: true, value: command.output.parse(await handler(parsed.data)) };
    } catch (error) {
      if (error instanceof DeskError) {
        const { code, message, details } = error;
        return { ok: false, code, message, ...(details === undefined ? {} : { details }) };
      }
      const log = logFailure({ directory, now: () => new Date(), newId: randomUUID }, name, error);
      const message = `操作未完成（日志编号${log}）。请再试一次；仍不行时请告诉管理员这个编号。`;
      return { ok: false, code: 'failed', message, details: { log } };
    }
  };
}
