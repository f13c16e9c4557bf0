import { createOffice, type Office } from '#office/office.ts';

export interface SteadyOptions {
  readonly directory: string;
  readonly print: (html: string) => Promise<Uint8Array>;
  /** Ids and clock of one sitting; a later sitting on the same directory takes the next number. */
  readonly sitting: number;
}

const firstDay = Date.UTC(2026, 2, 5, 1);
const dayMs = 86_400_000;

/**
 * An office whose clock goes on by a second whenever it is read and whose ids are counted: two runs of one job then leave
 * the same rows, keys and signatures aside, and every state in between can be compared.
 */
export function createSteadyOffice({ directory, print, sitting }: SteadyOptions): Office {
  let seconds = 0;
  let ids = 0;
  return createOffice({
    directory,
    print,
    now: () => {
      seconds += 1;
      return new Date(firstDay + sitting * dayMs + seconds * 1000);
    },
    newId: () => {
      ids += 1;
      return `${String(sitting).padStart(8, '0')}-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    },
  });
}
