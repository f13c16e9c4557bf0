import type { z } from 'zod';
import { readSignedText } from '#shared/issue/readSignedText.ts';

/** What a signed file beside others holds, byte for byte as the program writes it; undefined for everything else. */
export function readSignedFile<Schema extends z.ZodType>(
  bytes: Uint8Array | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  try {
    return readSignedText(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), schema);
  } catch {
    return undefined;
  }
}
