import '../../networkTripwire.ts';
import { lockedExit } from '../programExit.ts';
import { runProgram } from '../runProgram.ts';
import { createChromiumHost } from './chromiumHost.ts';

/**
 * One life of the program in the Chromium host, its office from the bundle at `officeEntry` where there is one. Resolves
 * with the status to end with; `lockedExit` asks for another life.
 */
export async function runChromiumLife(dataDirectory: string, officeEntry?: string): Promise<number> {
  try {
    const ended = await runProgram(await createChromiumHost({ officeEntry }), dataDirectory);
    if (!ended.ok) process.stderr.write(`${ended.message}\n`);
    return ended.ok ? (ended.value === 'lock' ? lockedExit : 0) : 1;
  } catch (error) {
    process.stderr.write(`内刊工作站未能打开窗口。${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}
