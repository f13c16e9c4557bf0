import { open } from 'node:fs/promises';
import { createSM3 } from 'hash-wasm';

/** Read and written at once: after each piece others have their turn, and a stop is heard. */
const pieceBytes = 1 << 20;

/** How far a file has come is told by the bytes of each piece; a stop throws what the signal was aborted with. */
export interface FileWork {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

export interface FileHash {
  readonly bytes: number;
  /** SM3 in lower-case hexadecimal. */
  readonly sm3: string;
}

/** Reads a file from end to end. Throws the system's error. */
export async function hashFile(file: string, { signal, onBytes }: FileWork = {}): Promise<FileHash> {
  const hasher = await createSM3();
  const piece = Buffer.allocUnsafe(pieceBytes);
  const source = await open(file, 'r');
  let bytes = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await source.read(piece, 0, pieceBytes, bytes);
      if (bytesRead === 0) return { bytes, sm3: hasher.digest('hex') };
      hasher.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
      onBytes?.(bytesRead);
    }
  } finally {
    await source.close();
  }
}

/** Copies a file to a new one that lasts through a power cut, and hashes what was read. Throws the system's error. */
export async function copyFile(from: string, to: string, { signal, onBytes }: FileWork = {}): Promise<FileHash> {
  const hasher = await createSM3();
  const piece = Buffer.allocUnsafe(pieceBytes);
  const source = await open(from, 'r');
  let bytes = 0;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const { bytesRead } = await source.read(piece, 0, pieceBytes, bytes);
        if (bytesRead === 0) break;
        const read = piece.subarray(0, bytesRead);
        let written = 0;
        while (written < bytesRead) {
          written += (await target.write(read, written, bytesRead - written, bytes + written)).bytesWritten;
        }
        hasher.update(read);
        bytes += bytesRead;
        onBytes?.(bytesRead);
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return { bytes, sm3: hasher.digest('hex') };
}

/** Makes what another has written to a file last through a power cut. */
export async function syncFile(file: string): Promise<void> {
  const written = await open(file, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
}
