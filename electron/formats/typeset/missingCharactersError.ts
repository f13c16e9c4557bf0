import type { MissingCharacter } from '#formats/font/missingCharacters.ts';

/** Stops an export: nothing may be printed with a blank or a borrowed glyph. The message lists every character and place. */
export class MissingCharactersError extends Error {
  override readonly name = 'MissingCharactersError';
  readonly missing: readonly MissingCharacter[];

  constructor(missing: readonly MissingCharacter[]) {
    const lines = missing.map(({ character, font, places }) => {
      // A character that no font shows may look like a blank here too: its number says which it is.
      const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return `  ${character}（U+${number}）：${font}，见${places.join('、')}`;
    });
    super(`以下字在所用字体中没有，没有排印：\n${lines.join('\n')}`);
    this.missing = missing;
  }
}
