import { join } from 'node:path';

/** The files of a data directory, by their purpose. */
export interface DataFiles {
  readonly register: string;
  readonly content: string;
  readonly keyring: string;
  /** Wrong passwords and the waits after them, known before anybody has signed in. */
  readonly attempts: string;
  /** Stands while a new office is being founded; what lies beside it without a keyring was never finished. */
  readonly founding: string;
  /** Stands while the machine waits to be let into an office: its card, and the keys of it under a password. */
  readonly joining: string;
  /** Volumes of packages on several media, sealed as they came, until the others have come. */
  readonly volumes: string;
  readonly log: string;
}

/** Where they lie in a directory; nothing is read or made. */
export function dataFiles(directory: string): DataFiles {
  return {
    register: join(directory, 'register.db'),
    content: join(directory, 'content.db'),
    keyring: join(directory, 'keyring.json'),
    attempts: join(directory, 'attempts.json'),
    founding: join(directory, 'founding'),
    joining: join(directory, 'joining.json'),
    volumes: join(directory, 'volumes'),
    log: join(directory, 'neikan.log'),
  };
}
