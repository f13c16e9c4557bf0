import type { z } from 'zod';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';

/**
 * The one value that a text from a medium can stand for: the schema's form and no other, and sign for sign the canonical text
 * with a line end. Undefined for everything else, however deep or strange it is.
 */
export function readSignedText<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success && signedText(read.data as Json) === text ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a signed value as it lies in its file. */
export function signedText(value: Json): string {
  return `${canonicalJson(value)}\n`;
}
