import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type TraceFindings, traceFindings } from './traceFindings.ts';

const run = promisify(execFile);

/** Why nothing can be traced here, or undefined. */
export function whyNoTrace(): string | undefined {
  const { error, status, stderr } = spawnSync('strace', ['-f', '-yy', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error) return 'strace is not installed (apt-get install strace)';
  return status === 0 ? undefined : `strace may not trace here: ${stderr.trim()}`;
}

/** Runs a command with every process below it traced; what it printed, and what the trace says of the network. Throws where it fails. */
export async function runTraced(
  command: readonly string[],
): Promise<{ readonly stdout: string; readonly findings: TraceFindings }> {
  const { stdout, findings, failure } = await traced(command);
  if (failure) throw failure;
  return { stdout, findings };
}

/** The same of a command that may fail: its calls are read all the same. */
export async function traced(
  command: readonly string[],
): Promise<{ readonly stdout: string; readonly findings: TraceFindings; readonly failure: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-trace-'));
  const file = join(folder, 'trace');
  // What opens, names or fills a socket; receiving is most of what a browser does, and would only make it slow.
  const sockets = 'socket,socketpair,connect,bind,listen,sendto,sendmsg,sendmmsg';
  const calls = `trace=${sockets},write,writev,sendfile,io_uring_setup,openat`;
  // Rings would carry calls past the trace, so that none is given: every program falls back to plain calls.
  const withoutRings = ['-e', 'inject=io_uring_setup:error=ENOSYS'];
  const options = ['-f', '--seccomp-bpf', '-yy', '-qq', '-s', '0', '-e', calls, ...withoutRings, '-o', file];
  try {
    const { stdout, failure } = await run('strace', [...options, ...command], { maxBuffer: 2 ** 26 }).then(
      ({ stdout }) => ({ stdout, failure: undefined }),
      (failure: unknown) => ({ stdout: '', failure }),
    );
    return { stdout, findings: traceFindings(readFileSync(file, 'utf8')), failure };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
