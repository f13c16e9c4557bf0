import { z } from 'zod';

/** What the office tells without being asked. */
export const OfficeEvent = z.discriminatedUnion('kind', [
  /** Lists that show these nouns are to be read again. */
  z.strictObject({
    kind: z.literal('changed'),
    nouns: z.array(
      z.enum([
        'people',
        'publications',
        'units',
        'manuscripts',
        'articles',
        'articleComments',
        'issues',
        'pages',
        'markings',
        'terms',
        'ignoredFindings',
        'tickets',
        'statistics',
        'backIssues',
      ]),
    ),
  }),
  /** A long command has come so far; `part` of `whole`. */
  z.strictObject({
    kind: z.literal('progress'),
    command: z.string(),
    part: z.int(),
    whole: z.int(),
    label: z.string(),
  }),
  /** A package is being written over several media: the volume that comes next waits for a medium, which `nextMedium` names. */
  z.strictObject({ kind: z.literal('mediumWanted'), volume: z.int(), volumes: z.int(), bytes: z.int() }),
  /** The office's process ended by itself and was started again; nobody is signed in. */
  z.strictObject({ kind: z.literal('officeRestarted') }),
  /** The screen of the desk was locked or the machine sleeps: nobody sits at the window. */
  z.strictObject({ kind: z.literal('screenLocked') }),
  /** The window's own close button was pressed while text is unsaved; the host has kept the window open. */
  z.strictObject({ kind: z.literal('closeHeld') }),
]);
export type OfficeEvent = z.infer<typeof OfficeEvent>;
