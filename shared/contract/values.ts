import { z } from 'zod';

export { hash } from '#shared/issue/hash.ts';

/** Small schemas that several commands share. */
export const id = z.string().min(1).max(64);
export const instant = z.iso.datetime({ offset: true });
export const day = z.iso.date();
/** One line a person typed; blanks at the ends are dropped. */
export const text = z.string().trim().max(500);
export const name = z.string().trim().min(1).max(100);
export const note = z.string().trim().max(5000);
export const bytes = z.instanceof(Uint8Array);
export const nothing = z.strictObject({});
export const password = z.string().min(1).max(256);
