import type { OpenFace } from './openFace.ts';

export interface FacedGlyph {
  readonly face: OpenFace;
  readonly glyph: number;
  /** What the PDF says it stands for. */
  readonly text: string;
}

/** How many characters on either side tell what a doubtful glyph stands for, and how many it stands for at the most. */
const context = 6;
const longestLigature = 4;

/**
 * What each glyph of a page stands for in the document's own text, in the order of the page. Nearly every glyph draws one
 * character of its face. Where several characters share a glyph (a radical and the character that looks like it), or one
 * glyph draws several (a ligature), the neighbours are looked up in `texts`. Throws where they tell nothing.
 */
export function spellGlyphs(glyphs: readonly FacedGlyph[], texts: readonly string[]): readonly string[] {
  const candidates = glyphs.map(({ face, glyph }) => face.charactersOf(glyph));
  const spelt = candidates.map((characters, index) => certain(characters, glyphs[index]?.text ?? ''));
  if (!spelt.includes(undefined)) return spelt as string[];
  const searched = texts.map(withoutBlanks);
  return glyphs.map((glyph, index) => {
    const known = spelt[index];
    if (known !== undefined) return known;
    const found =
      lookUp(searched, before(spelt, index), after(spelt, index), candidates[index] ?? []) ??
      likeliest(candidates[index] ?? [], glyph.text, searched);
    if (found === undefined)
      throw new Error(`字体 ${glyph.face.name} 的第 ${glyph.glyph} 个字形不知是什么字，不能写入 OFD。`);
    spelt[index] = found;
    return found;
  });
}

/** The one character it can be; among blanks, which look alike, the one the PDF says. */
function certain(characters: readonly string[], said: string): string | undefined {
  if (characters.length > 1 && characters.every((character) => withoutBlanks(character) === '')) {
    return characters.includes(said) ? said : characters[0];
  }
  return characters.length === 1 ? characters[0] : undefined;
}

/** The longest surroundings that occur are believed. `characters` are what it may be; none, where it is a ligature. */
function lookUp(
  texts: readonly string[],
  left: string,
  right: string,
  characters: readonly string[],
): string | undefined {
  for (let length = context; length > 0; length -= 1) {
    const head = escaped([...left].slice(-length).join(''));
    const tail = escaped([...right].slice(0, length).join(''));
    if (head === '' && tail === '') return undefined;
    const middle = characters.length > 0 ? `(${characters.map(escaped).join('|')})` : `(.{2,${longestLigature}}?)`;
    const pattern = new RegExp(head + middle + tail, 'u');
    for (const text of texts) {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Without surroundings: the one that the document uses at all, else what the PDF says. */
function likeliest(characters: readonly string[], said: string, texts: readonly string[]): string | undefined {
  return (
    characters.find((character) => texts.some((text) => text.includes(character))) ??
    characters.find((character) => character === said) ??
    characters[0]
  );
}

function before(spelt: readonly (string | undefined)[], index: number): string {
  let text = '';
  for (let at = index - 1; at >= 0 && spelt[at] !== undefined && text.length < context * 2; at -= 1)
    text = spelt[at] + text;
  return withoutBlanks(text);
}

function after(spelt: readonly (string | undefined)[], index: number): string {
  let text = '';
  for (let at = index + 1; at < spelt.length && spelt[at] !== undefined && text.length < context * 2; at += 1) {
    text += spelt[at];
  }
  return withoutBlanks(text);
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/gu, '');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
