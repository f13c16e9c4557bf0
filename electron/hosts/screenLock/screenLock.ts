/** Tells when the screen of the desk is locked or the machine goes to sleep, on hosts that can know. */
export interface ScreenLock {
  /** Returns the function that stops watching. */
  readonly watch: (onLock: () => void) => () => void;
  /** Whether it is being told now: what tells it may have ended. */
  readonly isWatching: () => boolean;
}
