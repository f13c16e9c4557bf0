import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Burner, BurnState } from '#shared/contract/deskCommands.ts';
import type { Burning, BurnRequest } from '../../burning.ts';
import { runCommand } from '../../runCommand.ts';
import { DeskError } from '../deskError.ts';
import { type Drive, parseDrives, parseMedium, parseProgress } from './parseDrives.ts';

/** Without the user's start-up files; what goes wrong is told by the exit status. */
const usual = ['-no_rc', '-abort_on', 'FATAL', '-return_with', 'SORRY', '32'] as const;

const notThere =
  '这台电脑上没有本程序能用的刻录程序（xorriso）。导出的内容已写入文件夹，请用系统自带的刻录程序把这个文件夹刻到光盘，刻完请核对。';
const noDrive =
  '没有找到刻录机。导出的内容已写入文件夹，请接上刻录机再试，或者到有刻录机的电脑上用系统自带的程序刻录。';

interface Job {
  state: BurnState;
  isCancelled: boolean;
  child: ChildProcess | undefined;
}

export interface XorrisoOptions {
  /** In place of the drives of the machine; stdio:FILE writes the picture of a disc. */
  readonly drives?: readonly Drive[];
  readonly command?: string;
}

/** Burns with xorriso: ISO 9660 with Rock Ridge and Joliet on a blank disc, and compares what the disc holds with the folder. */
export function createXorrisoBurning({ drives, command = 'xorriso' }: XorrisoOptions = {}): Burning {
  const jobs = new Map<string, Job>();
  // A disc that nobody waits for any more is not written to behind the back of the next person.
  process.once('exit', () => {
    for (const { child } of jobs.values()) child?.kill('SIGTERM');
  });

  const list: Burning['list'] = async () => {
    try {
      const found = drives ?? parseDrives((await runCommand(command, ['-no_rc', '-devices', '-end'])).output);
      if (found.length === 0) return { burners: [], why: noDrive };
      const burners: Burner[] = [];
      for (const { device, name } of found) burners.push({ device, name, ...(await refusalOf(device)) });
      return { burners };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return { burners: [], why: notThere };
    }
  };

  async function refusalOf(device: string): Promise<{ readonly refusal?: string }> {
    const { output, complaint } = await runCommand(command, ['-no_rc', '-outdev', device, '-toc', '-end']);
    switch (parseMedium(`${output}\n${complaint}`)) {
      case 'blank':
        return {};
      case 'written':
        return { refusal: '光盘不是空白的，不会改写它。请换一张空白光盘。' };
      case 'none':
        return { refusal: '里面没有光盘，或者打不开。请放入空白光盘再试。' };
    }
  }

  const burn: Burning['burn'] = async ({ device, folder, label }) => {
    const { burners, why } = await list();
    const burner = burners.find((one) => one.device === device);
    if (!burner) throw new DeskError('notFound', why ?? '找不到选定的刻录机，请重新选择。');
    if (burner.refusal !== undefined) throw new DeskError('illegalState', burner.refusal);
    if ([...jobs.values()].some(({ state }) => state.kind === 'burning' || state.kind === 'verifying')) {
      throw new DeskError('illegalState', '正在刻录另一张光盘，请等它完成。');
    }
    const id = randomUUID();
    const job: Job = { state: { kind: 'burning', percent: 0 }, isCancelled: false, child: undefined };
    jobs.set(id, job);
    void work(job, { device, folder, label }).catch(() => {
      job.state = { kind: 'failed', message: '刻录程序没能运行，光盘可能没有写好。请换一张空白光盘再试。' };
    });
    return id;
  };

  async function work(job: Job, { device, folder, label }: BurnRequest): Promise<void> {
    const place = `/${basename(folder)}`;
    const names = ['-charset', 'UTF-8', '-joliet', 'on', '-volid', label];
    const written = await run(job, [...usual, '-outdev', device, ...names, '-map', folder, place, '-commit', '-end']);
    if (job.isCancelled) return;
    if (written.status !== 0) {
      job.state = { kind: 'failed', message: '没有刻录成，这张光盘不能用了。请换一张空白光盘再试。' };
      return;
    }
    job.state = { kind: 'verifying' };
    // The drive is opened anew, so that what is compared comes from the disc.
    const compared = await run(job, [...usual, '-indev', device, '-compare_r', folder, place, '-end']);
    if (job.isCancelled) return;
    const isSame = compared.status === 0 && /Both file objects match/.test(compared.said);
    job.state = isSame
      ? { kind: 'done' }
      : { kind: 'failed', message: '刻完读回核对，光盘上的内容与文件夹不一致，这张光盘不能用。请换一张空白光盘再试。' };
  }

  function run(job: Job, args: readonly string[]): Promise<{ readonly status: number | null; readonly said: string }> {
    return new Promise((resolve, reject) => {
      const env = { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' };
      const child = spawn(command, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
      job.child = child;
      let said = '';
      const hear = (part: Buffer) => {
        // Names of files are in it; it is looked at and kept nowhere.
        said = `${said}${part}`.slice(-10_000);
        const percent = parseProgress(said);
        if (job.state.kind === 'burning' && percent !== undefined) job.state = { kind: 'burning', percent };
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('error', reject);
      child.once('close', (status) => {
        job.child = undefined;
        resolve({ status, said });
      });
    });
  }

  return {
    list,
    burn,
    stateOf: (id) => {
      const job = jobs.get(id);
      if (!job) throw new DeskError('notFound', '找不到这次刻录。');
      return job.state;
    },
    cancel: (id) => {
      const job = jobs.get(id);
      if (!job?.child) return;
      job.isCancelled = true;
      const isWritten = job.state.kind === 'verifying';
      job.state = { kind: 'cancelled', isWritten };
      job.child.kill('SIGTERM');
    },
  };
}
