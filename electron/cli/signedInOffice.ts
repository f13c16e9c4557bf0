import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createPrinter } from '#hosts/chromium/printer.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { askCredentials, type Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { openOffice } from './openOffice.ts';

/** Whether a folder is the data directory of an office, rather than something it has exported. */
export function isDataDirectory(path: string): boolean {
  return existsSync(join(path, 'keyring.json'));
}

/**
 * Does `work` on a data directory as the person who gives name and password; what was found amiss on opening goes to
 * `warn`. Throws a CommandFailure in the office's words.
 */
export async function withSignedInOffice<Value>(
  directory: string,
  warn: (line: string) => void,
  work: (client: OfficeClient) => Promise<Value>,
  ask: () => Promise<Credentials> = askCredentials,
): Promise<Value> {
  if (!isDataDirectory(directory)) throw new CommandFailure(1, `${directory} 不是数据目录（其中没有 keyring.json）`);
  const office = openOffice(resolve(directory), printOnce);
  try {
    const { alerts } = answered(await office.client.signIn(await ask()));
    for (const alert of alerts) warn(`注意：${alert}`);
    return await work(office.client);
  } finally {
    office.close();
  }
}

/** Hardly any command prints: a browser is started for the one that does, and ended with it. */
async function printOnce(html: string): Promise<Uint8Array> {
  const printer = await createPrinter();
  return printer.print(html).finally(() => printer.close());
}
