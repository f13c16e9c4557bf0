import { UnwritableTextError } from '#formats/export/unwritableTextError.ts';
import { FontError } from '#formats/font/fontError.ts';
import { MissingCharactersError } from '#formats/typeset/missingCharactersError.ts';
import { UnprintableError } from '#formats/typeset/unprintableError.ts';
import { CommandFailure } from './commandFailure.ts';

/** What the formats refuse to write, as a CommandFailure in their own words; any other error as it is, for `throw`. */
export function formatFailure(error: unknown): unknown {
  if (error instanceof MissingCharactersError) {
    const toDo = '请核对这些字是不是误用，改用常见字形，或请管理员安装有这些字的字体。';
    return new CommandFailure(1, `${error.message}\n${toDo}`, { cause: error });
  }
  const isSaid =
    error instanceof UnprintableError || error instanceof UnwritableTextError || error instanceof FontError;
  return isSaid ? new CommandFailure(1, error.message, { cause: error }) : error;
}
