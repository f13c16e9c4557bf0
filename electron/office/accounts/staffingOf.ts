import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase } from '#store/database.ts';

/** How the duties of the administrators are divided in this office. */
export function staffingOf(register: ReadableDatabase): Staffing {
  return register.prepare('SELECT staffing FROM office').pluck().get() as Staffing;
}
