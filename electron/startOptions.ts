import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly dataDirectory: string;
  /** `--host=chromium` or `--host=electron`; without it Electron where its runtime is, else Chromium. */
  readonly host: 'chromium' | 'electron' | undefined;
}

/** What `npm start -- [--data DIR] [--host=NAME]` asks for. Throws a TypeError on anything else. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const options = { data: { type: 'string' }, host: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.host !== undefined && values.host !== 'chromium' && values.host !== 'electron') {
    throw new TypeError(`--host=${values.host}`);
  }
  return { dataDirectory: resolve(values.data ?? defaultDataDirectory()), host: values.host };
}

/** Where the office's data lie unless another place is named: with the person's other application data. */
function defaultDataDirectory(): string {
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Neikan');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'neikan');
}
