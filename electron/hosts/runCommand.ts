import { spawn } from 'node:child_process';

export interface CommandAnswer {
  readonly status: number | null;
  readonly output: string;
  /** What it complained of. */
  readonly complaint: string;
}

/** A command of the system that answers within this is well; one that does not is ended. */
const patience_ms = 60_000;

/**
 * Runs a command of the system, without a shell, with `input` on its standard input, and waits for its end. Its answers
 * come in English, whatever the desktop speaks. Throws what the system says where it cannot be started (ENOENT: it is not
 * there).
 */
export function runCommand(name: string, args: readonly string[], input?: Uint8Array): Promise<CommandAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, [...args], {
      env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: '' },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: patience_ms,
      windowsHide: true,
    });
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => output.push(part));
    child.stderr.on('data', (part: Buffer) => complaint.push(part));
    child.once('error', reject);
    child.once('close', (status) => {
      resolve({
        status,
        output: decoded(Buffer.concat(output)),
        complaint: decoded(Buffer.concat(complaint)),
      });
    });
    // A command that refuses before it has read everything says why by its status; the broken pipe says no more.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** UTF-8; or what a Chinese Windows writes, where names of printers may stand. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
