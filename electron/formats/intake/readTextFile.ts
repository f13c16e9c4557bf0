import { decodeText, UndecodableTextError } from '#formats/text/decodeText.ts';
import type { IncomingFile } from './incomingFile.ts';
import { UnreadableFileError } from './unreadableFileError.ts';

/** The text of a text file in any encoding a Chinese office uses. Throws UnreadableFileError. */
export function readTextFile({ name, bytes }: IncomingFile): string {
  try {
    return decodeText(bytes);
  } catch (error) {
    if (error instanceof UndecodableTextError) throw new UnreadableFileError(`${name}：${error.message}`);
    throw error;
  }
}
