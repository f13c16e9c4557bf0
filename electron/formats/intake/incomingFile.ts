/** A file as it crosses every border of the program: its name, for messages only, and its bytes. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
