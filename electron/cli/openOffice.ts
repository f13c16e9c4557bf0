import { answerError } from '#office/answerError.ts';
import { createOffice, type Office } from '#office/office.ts';
import { CommandFailure } from './commandFailure.ts';

/** The office of a data directory, in this process. A CommandFailure says in the office's words why it cannot be opened. */
export function openOffice(directory: string, print: (html: string) => Promise<Uint8Array>): Office {
  try {
    return createOffice({ directory, print });
  } catch (error) {
    const answer = answerError(error);
    throw answer ? new CommandFailure(1, answer.message) : error;
  }
}
