import { fileURLToPath } from 'node:url';

/** The office as `npm start` runs it: bundled beside the window by scripts/build.ts. */
export const bundledOffice = fileURLToPath(new URL('../../build/program/officeProcess.mjs', import.meta.url));
