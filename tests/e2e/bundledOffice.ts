import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const build = new URL('../../build/', import.meta.url);

/** The office as `npm start` runs it: bundled beside the window by scripts/build.ts. */
export const bundledOffice = fileURLToPath(
  new URL(`program/${readFileSync(new URL('.program', build), 'utf8')}/officeProcess.mjs`, build),
);
