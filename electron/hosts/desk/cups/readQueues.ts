import { DeskError } from '../deskError.ts';
import { askCups } from './askCups.ts';
import { type CupsQueue, parseQueues } from './parseQueues.ts';

/** The queues of this machine's own service. Throws DeskError where there is none, or where it is another machine's. */
export async function readQueues(): Promise<readonly CupsQueue[]> {
  const { output: server } = await askCups('lpstat', ['-H']);
  // A path is a socket within this machine; with an address every page would go over the network.
  if (!server.startsWith('/')) {
    throw /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|\s|$)/.test(server)
      ? new DeskError('notFound', '这台电脑的打印服务（CUPS）没有运行。请管理员启动后再打印，或者先导出PDF。')
      : new DeskError(
          'forbidden',
          '这台电脑由网络上的打印服务器打印。稿件不经过网络，所以不能打印。请导出PDF，到直接连着打印机的电脑上打印。',
        );
  }
  return parseQueues((await askCups('lpstat', ['-d', '-v', '-p', '-a'])).output);
}
