import { createSM3 } from 'hash-wasm';

/** SM3 of the bytes, hexadecimal. */
export async function sm3Of(bytes: Uint8Array): Promise<string> {
  const hasher = await createSM3();
  return hasher.init().update(bytes).digest('hex');
}
