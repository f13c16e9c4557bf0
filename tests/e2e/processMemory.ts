import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** Read at once; words that stand across two pieces are found in the overlap. */
const pieceBytes = 4 << 20;
const overlapBytes = 4096;

export interface Secret {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface MemorySearch {
  /** Names of the secrets that were found, each once. */
  readonly found: readonly string[];
  readonly bytesRead: number;
}

/** What a process holds in its memory, read by /proc; throws EACCES where this user may not. */
export function searchMemory(pid: number, secrets: readonly Secret[]): MemorySearch {
  const found = new Set<string>();
  let bytesRead = 0;
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '', to = '', rights = '', path = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
      // What can be written holds what was made at run time; shared memory of the browser is among it.
      if (!rights.startsWith('rw') || path.startsWith('[v')) continue;
      const end = BigInt(`0x${to}`);
      for (let at = BigInt(`0x${from}`); at < end; at += BigInt(pieceBytes)) {
        const length = Number(
          end - at < BigInt(pieceBytes + overlapBytes) ? end - at : BigInt(pieceBytes + overlapBytes),
        );
        const piece = Buffer.alloc(length);
        let read = 0;
        try {
          read = readSync(memory, piece, 0, length, at);
        } catch {
          continue; // A guard page, or a region that has gone meanwhile.
        }
        bytesRead += read;
        const here = piece.subarray(0, read);
        for (const { name, bytes } of secrets) if (here.includes(bytes)) found.add(name);
      }
    }
  } finally {
    closeSync(memory);
  }
  return { found: [...found], bytesRead };
}

/** Words as browsers and Node keep them, and keys as raw bytes and in the forms they are written in. */
export function secretForms(name: string, secret: string | Uint8Array): readonly Secret[] {
  if (typeof secret === 'string') {
    return (['utf8', 'utf16le'] as const).map((encoding) => ({ name, bytes: Buffer.from(secret, encoding) }));
  }
  const raw = Buffer.from(secret);
  const written = [raw.toString('hex'), raw.toString('hex').toUpperCase(), raw.toString('base64')];
  return [raw, ...written.flatMap((text) => [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')])].map(
    (bytes) => ({
      name,
      bytes,
    }),
  );
}
