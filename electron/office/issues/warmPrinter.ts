import type { OfficeContext, OfficeEnvironment } from '../officeContext.ts';

const warmed = new WeakMap<OfficeEnvironment, Promise<void>>();

/** A word to print: a browser's first page takes several times as long as the next ones. */
const firstPage = '<!doctype html><title>—</title><p>—</p>';

/**
 * Starts the printer ahead of the pages that somebody will want to see, once in the life of the office; resolves when it
 * stands ready, or has failed, which the pages themselves will say.
 */
export function warmPrinter({ environment }: OfficeContext): Promise<void> {
  let warm = warmed.get(environment);
  if (!warm) {
    // The typesetting is read from the disk while the browser starts.
    warm = Promise.all([environment.print(firstPage), import('#formats/typeset/typesetPages.ts')]).then(
      () => {},
      () => {},
    );
    warmed.set(environment, warm);
  }
  return warm;
}
