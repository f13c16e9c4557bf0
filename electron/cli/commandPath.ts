import { resolve } from 'node:path';

/**
 * A path of the command line as an absolute one. npm runs its scripts in the project's top and leaves in INIT_CWD where
 * the person stood; other scripts (the tests) start commands of their own and mean where they are.
 */
export function commandPath(path: string): string {
  const { INIT_CWD: stood, npm_lifecycle_event: script } = process.env;
  const isOurScript = script === 'neikan' || script === 'demo';
  return stood !== undefined && isOurScript ? resolve(stood, path) : resolve(path);
}
