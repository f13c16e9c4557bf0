import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { askCredentials, type Credentials } from './askCredentials.ts';
import { createCommandPrinter } from './commandPrinter.ts';
import { checkDataDirectory } from './dataDirectory.ts';
import { openOffice } from './openOffice.ts';

/**
 * Does `work` on a data directory as the person who gives name and password; what was found amiss on opening goes to
 * `warn`. `before` has the directory to itself, before anybody is signed in. Throws a CommandFailure in the office's words.
 */
export async function withSignedInOffice<Value>(
  directory: string,
  warn: (line: string) => void,
  work: (client: OfficeClient) => Promise<Value>,
  ask: () => Promise<Credentials> = () => askCredentials(),
  before: (credentials: Credentials) => Promise<void> = async () => {},
): Promise<Value> {
  checkDataDirectory(directory);
  const office = openOffice(directory, printOnce);
  try {
    const credentials = await ask();
    await before(credentials);
    const { alerts } = answered(await office.client.signIn(credentials));
    for (const alert of alerts) warn(`注意：${alert}`);
    return await work(office.client);
  } finally {
    office.close();
  }
}

/** Hardly any command prints: a browser is started for the one that does, and ended with it. */
async function printOnce(html: string): Promise<Uint8Array> {
  const printer = await createCommandPrinter();
  return printer.print(html).finally(() => printer.close());
}
