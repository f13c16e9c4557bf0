import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder for one test, removed when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file of a folder with its length and the hash of its bytes, but for SQLite's shared memory, which holds no data. */
export function bytesOf(folder: string): Record<string, { length: number; hash: string }> {
  const names = readdirSync(folder).filter((name) => !name.endsWith('-shm'));
  const summary = (bytes: Buffer) => ({ length: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') });
  return Object.fromEntries(names.map((name) => [name, summary(readFileSync(join(folder, name)))]));
}
