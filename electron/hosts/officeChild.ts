/** A process that runs the office, however the host has started it. Messages are cloned by structure, bytes as bytes. */
export interface OfficeChild {
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly ended: Promise<void>;
  /** Lets it close its bases and end by itself. */
  readonly release: () => void;
  readonly kill: () => void;
  readonly pid: number | undefined;
}
