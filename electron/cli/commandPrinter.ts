import { findBrowser } from '#hosts/chromium/findBrowser.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { CommandFailure } from './commandFailure.ts';

export interface CommandPrinter extends Printer {
  /** Why nothing was printed, in words for the person at the command line; what the office answers is less exact. */
  readonly failure: CommandFailure | undefined;
}

/** The printer of a command. Throws MissingBrowserError. */
export async function createCommandPrinter(): Promise<CommandPrinter> {
  const browser = findBrowser();
  const printer = await createPrinter();
  let failure: CommandFailure | undefined;
  return {
    get failure() {
      return failure;
    },
    async print(html) {
      try {
        return await printer.print(html);
      } catch (cause) {
        failure = new CommandFailure(
          1,
          `浏览器 ${browser} 没有启动，或者中途退出，没有排印。请单独运行它一次看能否打开，或用环境变量 NEIKAN_CHROMIUM 指定另一个 Chromium`,
          { cause },
        );
        throw failure;
      }
    },
    close: () => printer.close(),
  };
}
