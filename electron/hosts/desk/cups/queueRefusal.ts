import { networkPrinterRefusal } from '../../networkPrinter.ts';
import { isLocalDevice } from './isLocalDevice.ts';
import type { CupsQueue } from './parseQueues.ts';

/** Why nothing is sent to a queue, as a Chinese sentence; undefined where something may be. */
export function queueRefusal({ name, device, isEnabled, isAccepting }: CupsQueue): string | undefined {
  if (!isLocalDevice(device)) return networkPrinterRefusal(name);
  // What is sent to a queue that stands still would lie in it unseen until somebody starts it.
  if (!isEnabled) return `“${name}”已停用。请检查纸张和连线，在系统的打印设置中启用。`;
  return isAccepting ? undefined : `“${name}”现在不接收打印任务。请在系统的打印设置中改为接收。`;
}
