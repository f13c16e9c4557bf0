import { readFileSync, writeFileSync } from 'node:fs';
import { createOffice } from '#office/office.ts';
import { answered, editor } from './foundOffice.ts';

/** What one process of `handoverBench.ts` does, as JSON in its argument. */
export type HandoverWork =
  | {
      readonly kind: 'write';
      readonly of: 'submit' | 'signed';
      readonly directory: string;
      readonly issueId: string;
      readonly receiver: string;
      readonly folder: string;
    }
  | {
      readonly kind: 'take';
      readonly directory: string;
      readonly files: readonly string[];
      /** As its signatures belong to no step. */
      readonly isRefused: boolean;
    };

export interface HandoverWorkDone {
  readonly seconds: number;
  /** Peak of what is resident while it works, less what was before. */
  readonly grown_MiB: number;
}

const residentMiB = (line: 'VmRSS' | 'VmHWM') =>
  Number(new RegExp(`^${line}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

const work = JSON.parse(process.argv[2] ?? '') as HandoverWork;
const { directory } = work;
const office = createOffice({ directory, print: () => Promise.reject(new Error('nothing is printed here')) });
answered(await office.client.signIn({ personId: editor.id, password: editor.password }));
const before = residentMiB('VmRSS');
// From here on the peak is that of the work.
writeFileSync('/proc/self/clear_refs', '5');
const started = performance.now();
if (work.kind === 'write') {
  const { issueId, receiver, folder, of } = work;
  const input = { issueId, kind: of, machines: [receiver], folder, medium: '介质0007' };
  answered(await office.client.writePackage(input));
} else {
  const answer = await office.client.takePackage({ files: [...work.files], medium: '介质0007' });
  const reason = answer.ok ? undefined : answer.details?.reason;
  if (reason !== (work.isRefused ? 'recordsUnproved' : undefined)) throw new Error(`${reason ?? 'taken'}`);
}
const done: HandoverWorkDone = {
  seconds: (performance.now() - started) / 1000,
  grown_MiB: residentMiB('VmHWM') - before,
};
office.close();
process.stdout.write(JSON.stringify(done));
process.exit();
