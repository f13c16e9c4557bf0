// One life of the program in the Chromium host; `electron/start.ts` starts it, and again after each lock.
import '../../networkTripwire.ts';
import { readStartOptions } from '../../startOptions.ts';
import { lockedExit } from '../programExit.ts';
import { runProgram } from '../runProgram.ts';
import { createChromiumHost } from './chromiumHost.ts';

try {
  const { dataDirectory } = readStartOptions(process.argv.slice(2));
  const ended = await runProgram(await createChromiumHost(), dataDirectory);
  if (!ended.ok) process.stderr.write(`${ended.message}\n`);
  process.exit(ended.ok ? (ended.value === 'lock' ? lockedExit : 0) : 1);
} catch (error) {
  process.stderr.write(`内刊工作站未能打开窗口。${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
