import type { Printer, PrintJobState } from '#shared/contract/deskCommands.ts';
import type { Printing } from '../../printing.ts';
import { DeskError } from '../deskError.ts';
import { askCups } from './askCups.ts';
import { parseJobAlerts } from './parseJobAlerts.ts';
import type { CupsQueue } from './parseQueues.ts';
import { printArguments } from './printArguments.ts';
import { queueRefusal } from './queueRefusal.ts';
import { readDriver } from './readDriver.ts';
import { readQueues } from './readQueues.ts';

/** How CUPS names a job that its filters or the printer have given up. */
const failure = /aborted|job-completed-with-errors/;

/**
 * Printing by the commands of CUPS. The program itself writes no file and opens no socket: the pages go to `lp` on its
 * standard input, and only to a queue of this machine whose printer hangs on it.
 */
export function createCupsPrinting(): Printing {
  // Of a job that has left the queue CUPS 2.4 tells the same whether it was printed or cancelled.
  const ended = new Map<string, PrintJobState>();
  return {
    list: async () => Promise.all((await readQueues()).map(describe)),

    async print({ pdf, ...request }) {
      const { printer } = request;
      const queue = (await readQueues()).find(({ name }) => name === printer);
      if (!queue) throw new DeskError('notFound', `找不到打印机“${printer}”。请另选一台。`);
      const refusal = queueRefusal(queue);
      if (refusal !== undefined) throw new DeskError('forbidden', refusal);
      const { status, output, complaint } = await askCups(
        'lp',
        printArguments(request, await readDriver(printer)),
        pdf,
      );
      const [, job] = /^request id is (\S+)/m.exec(output) ?? [];
      if (status === 0 && job !== undefined) return job;
      throw new DeskError('printerFailed', `打印机“${printer}”没有接收，没有打印。${said(complaint)}`);
    },

    async stateOf(job) {
      const known = ended.get(job);
      if (known) return known;
      const queueName = job.replace(/-\d+$/, '');
      const { output: waiting } = await askCups('lpstat', ['-l', '-W', 'not-completed', '-o', queueName]);
      const alerts = parseJobAlerts(waiting, job);
      if (alerts === undefined) {
        const { output: left } = await askCups('lpstat', ['-l', '-W', 'completed', '-o', queueName]);
        const reasons = parseJobAlerts(left, job) ?? '';
        if (/job-canceled/.test(reasons)) return 'cancelled';
        return failure.test(reasons) ? 'failed' : 'done';
      }
      if (failure.test(alerts)) {
        // A job that failed stays in the queue, and its pages with it.
        await askCups('cancel', [job]);
        ended.set(job, 'failed');
        return 'failed';
      }
      const queue = (await readQueues()).find(({ name }) => name === queueName);
      if (queue && !queue.isEnabled) return 'held';
      return queue?.printing === job ? 'printing' : 'waiting';
    },

    async cancel(job) {
      const { status, complaint } = await askCups('cancel', [job]);
      if (status !== 0) throw new DeskError('printerFailed', `没有取消成，请到打印机上取消。${said(complaint)}`);
      ended.set(job, 'cancelled');
    },
  };
}

async function describe(queue: CupsQueue): Promise<Printer> {
  const refusal = queueRefusal(queue);
  // A printer that is not used is asked nothing either: it may hang on the network.
  const driver = refusal === undefined ? await readDriver(queue.name) : undefined;
  return {
    name: queue.name,
    isDefault: queue.isDefault,
    ...(refusal === undefined ? {} : { refusal }),
    hasDriver: driver !== undefined,
    canDuplex: driver?.canDuplex ?? false,
    trays: [...(driver?.trays ?? [])],
    papers: (['A3', 'A4'] as const).filter((size) => driver?.papers[size] !== undefined),
  };
}

/** What CUPS complained of, in its own words and without the command's name before them. */
function said(complaint: string): string {
  const [line = ''] = complaint.trim().split('\n');
  const words = line.replace(/^\w+:\s*(?:Error - )?/, '');
  return words === '' ? '' : `打印服务的答复：${words}`;
}
