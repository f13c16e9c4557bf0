import type { Burner, BurnState } from '#shared/contract/deskCommands.ts';

export interface BurnRequest {
  readonly device: string;
  /** A folder that was exported to; it stands on the disc under its own name. */
  readonly folder: string;
  /** Of the disc: capital letters, digits and _. */
  readonly label: string;
}

/** The way from a folder to a disc, and back to see that it is the same. */
export interface Burning {
  /** The drives with what is in them, or why nothing can be burnt from here; a Chinese sentence. */
  readonly list: () => Promise<{ readonly burners: readonly Burner[]; readonly why?: string }>;
  /** Begins, and answers with the name to ask after it. Throws DeskError. */
  readonly burn: (request: BurnRequest) => Promise<string>;
  readonly stateOf: (job: string) => BurnState;
  /** What was written until then stays on the disc. */
  readonly cancel: (job: string) => void;
}
