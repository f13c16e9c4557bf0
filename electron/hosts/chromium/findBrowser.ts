import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Browsers that can serve, the wrapper scripts of distributions left out: they add switches of their own. */
const browserCandidates = [
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** There is no Chromium to show the window or to print with. `message` is Chinese and says what to install. */
export class MissingBrowserError extends Error {
  override readonly name = 'MissingBrowserError';
}

/** The Chromium that NEIKAN_CHROMIUM names, else the first of this machine. Throws MissingBrowserError. */
export function findBrowser(): string {
  const { NEIKAN_CHROMIUM: named } = process.env;
  if (named && !existsSync(named)) {
    throw new MissingBrowserError(`环境变量 NEIKAN_CHROMIUM 指定的浏览器不存在：${named}。请改正或取消这个环境变量。`);
  }
  const found = named || browserCandidates.find((path) => existsSync(path));
  if (found) return found;
  throw new MissingBrowserError(
    '未找到 Chromium 浏览器。请安装 Chromium（Debian：sudo apt-get install chromium chromium-l10n）。',
  );
}

export interface BrowserCommand {
  readonly executablePath: string;
  readonly leadingArguments: readonly string[];
  readonly isWithoutInterfaces: boolean;
}

/**
 * How the browser is started: in a network namespace without interfaces where the system lets an ordinary program have
 * one (util-linux `unshare`; `-c` keeps the user, so the browser's own sandbox stays on), else directly.
 */
export function browserCommand(): BrowserCommand {
  const executablePath = findBrowser();
  const isRoot = process.getuid?.() === 0;
  const unshare = ['/usr/bin/unshare', '/bin/unshare'].find((path) => existsSync(path));
  const options = isRoot ? ['-n'] : ['-c', '-n'];
  if (unshare && spawnSync(unshare, [...options, '--', 'true']).status === 0) {
    return { executablePath: unshare, leadingArguments: [...options, '--', executablePath], isWithoutInterfaces: true };
  }
  return { executablePath, leadingArguments: [], isWithoutInterfaces: false };
}
