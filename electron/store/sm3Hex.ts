import { getHashes, hash } from 'node:crypto';
import { createSM3 } from 'hash-wasm';

type Sm3 = (before: string, text: string) => string;

/** One hasher for the life of the program: making one costs more than hashing a row. Used only synchronously. */
const wasm = await createSM3();

/** SM3 in WebAssembly, which every host has. */
export const wasmSm3: Sm3 = (before, text) => wasm.init().update(joined(before, text)).digest('hex');

/** OpenSSL's SM3, a third cheaper for a row of the audit; Node has it, Electron's BoringSSL has not. */
export const opensslSm3: Sm3 | undefined = getHashes().includes('sm3')
  ? (before, text) => hash('sm3', joined(before, text), 'hex')
  : undefined;

/** SM3 (GB/T 32905-2016) in lower-case hexadecimal of the bytes `before` names in hexadecimal and of `text` as UTF-8. */
export const sm3Hex: Sm3 = opensslSm3 ?? wasmSm3;

const hashBytes = 32;
/** A row of the audit is seldom longer; it is filled and read in one go, so that one serves. */
const buffer = Buffer.alloc(8192);

function joined(before: string, text: string): Uint8Array {
  // Three bytes are the most that UTF-8 needs for a UTF-16 unit.
  if (hashBytes + 3 * text.length > buffer.length)
    return Buffer.concat([Buffer.from(before, 'hex'), Buffer.from(text)]);
  const start = buffer.write(before, 'hex');
  return buffer.subarray(0, start + buffer.write(text, start));
}
