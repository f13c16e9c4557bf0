// A quarter of a second goes into each key that is derived from a password, and the same people sign in hundreds of times:
// within a test file the same password, salt and cost are derived once, and give what they gave then.
import type * as HashWasm from 'hash-wasm';
import { vi } from 'vitest';

vi.mock('hash-wasm', async (importOriginal) => {
  const original = await importOriginal<typeof HashWasm>();
  const derived = new Map<string, Promise<Uint8Array>>();
  const argon2id = async (options: Parameters<typeof original.argon2id>[0]) => {
    if (options.outputType !== 'binary') return original.argon2id(options);
    const { password, salt, secret: _secret, ...cost } = options;
    const of = JSON.stringify([String(password), Buffer.from(salt as Uint8Array).toString('hex'), cost]);
    const known = derived.get(of) ?? original.argon2id({ ...options, outputType: 'binary' });
    derived.set(of, known);
    return new Uint8Array(await known);
  };
  return { ...original, argon2id };
});
