import { createBirpc } from 'birpc';
import type { HostSide, OfficeSide } from '#office/officeChannel.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { Sender } from '#shared/contract/sender.ts';
import { forkOffice } from './forkOffice.ts';
import type { OfficeChild } from './officeChild.ts';

export interface OfficeProcess {
  readonly call: (sender: Sender, name: string, input: unknown) => Promise<Answer<unknown>>;
  /**
   * Ends the process after it has closed the bases; what it held in memory goes with it. `isCutOff` where nobody asked for
   * it: the next sign-in then tells what was being written.
   */
  readonly close: (isCutOff?: boolean) => Promise<void>;
  readonly pid: number | undefined;
}

export interface OfficeHost extends HostSide {
  /** The process ended by itself; calls under way were answered with officeGone, and nobody is signed in any more. */
  readonly gone: () => void;
}

const goneAnswer: Answer<never> = {
  ok: false,
  code: 'officeGone',
  message: '后台程序意外停止，这一步可能没有完成。您输入的内容还在窗口中，请重新登录后再试。',
};

/** Starts the office of a data directory in a process of its own; answers as its `open` does. */
export async function startOffice(
  directory: string,
  host: OfficeHost,
  child: OfficeChild = forkOffice(),
): Promise<Answer<OfficeProcess>> {
  let isClosing = false;
  const office = createBirpc<OfficeSide, HostSide>(
    { print: (html) => host.print(html), emit: (event) => host.emit(event) },
    { post: (message) => child.post(message), on: (listener) => child.onMessage(listener), timeout: -1 },
  );
  const orGone = <Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value>> =>
    Promise.race([answer.catch(() => goneAnswer), child.ended.then(() => goneAnswer)]);
  child.ended.then(() => {
    office.$close();
    if (!isClosing) host.gone();
  });
  const opened = await orGone(office.open(directory));
  if (!opened.ok) {
    isClosing = true;
    child.kill();
    await child.ended;
    return opened;
  }
  return {
    ok: true,
    value: {
      call: (sender, name, input) => orGone(office.call(sender, name, input)),
      close: async (isCutOff = false) => {
        isClosing = true;
        await Promise.race([office.close(isCutOff).catch(() => {}), child.ended]);
        child.release();
        await child.ended;
      },
      pid: child.pid,
    },
  };
}
