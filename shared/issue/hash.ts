import { z } from 'zod';

/** An SM3 or SHA-256 as everything here writes it: 64 hexadecimal digits in lower case. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
