// Cuts the window's own faces into slices, so that a machine without a Chinese font of its own reads some hundred
// kilobytes before the first text stands there, not 28 MB. Cut anew only when a face or the set of characters changes.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Face {
  readonly family: string;
  readonly weight: string;
  readonly name: string;
  readonly file: string;
}

const faces: readonly Face[] = [
  {
    family: 'Neikan UI',
    weight: '400',
    name: 'ui-400',
    file: 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  },
  {
    family: 'Neikan UI',
    weight: '600',
    name: 'ui-600',
    file: 'node_modules/@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
  },
  { family: 'Neikan Fang', weight: '400', name: 'fang', file: 'resources/fonts/NeikanFang-Regular.ttf' },
];

/** The style sheet of a family, read where the family is first shown: the window's own words, or the text of articles. */
const styles: Readonly<Record<string, string>> = { 'Neikan UI': 'windowFonts.css', 'Neikan Fang': 'textFonts.css' };

/** Where the words of the sign-in stand: their characters make the slice that is asked for with the page itself. */
const entrance = ['renderer/strings/{words,accounts}.ts', 'renderer/screens/signIn/*.tsx'];
/** Where the program's own sentences stand; their characters make the slice that every other screen reads. */
const sentences = ['renderer/**/*.{ts,tsx}', 'shared/**/*.ts', 'electron/{office,store,hosts}/**/*.ts'];
/** A table of characters says nothing: with its six thousand the slice would be nine times as large. */
const tables = ['shared/document/simplifiedForms/**'];

/**
 * Writes the style sheets into `build/fonts` and the files they name: for each face the characters of the sign-in, those
 * of the program's other sentences, the other common ones (GB 2312 level 1), and the whole face, which the browser reads
 * only when a rarer character is shown. The third does not say which characters it has: the list would be 14 KB a face in
 * what each start reads, and a character that it lacks is rare enough for both to be read. TrueType, not WOFF2: the files come from the disk, where packing them costs 10 s a face and
 * unpacking them costs time at each start. Returns whether anything was written.
 */
export async function buildWindowFonts(top: string): Promise<boolean> {
  const folder = join(top, 'build', 'fonts');
  const stamp = join(folder, '.stamp');
  const first = charactersOf(top, entrance);
  const own = charactersOf(top, sentences).filter((character) => !first.includes(character));
  const common = commonCharacters().filter((character) => !first.includes(character) && !own.includes(character));
  const hash = createHash('sha256').update(first.join('')).update(own.join('')).update(common.join(''));
  hash.update(readFileSync(new URL(import.meta.url)));
  for (const { file } of faces) hash.update(readFileSync(join(top, file)));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;

  const { default: subsetFont } = await import('subset-font');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const rules = new Map(Object.keys(styles).map((family): [string, string[]] => [family, []]));
  for (const face of faces) {
    const whole = readFileSync(join(top, face.file));
    copyFileSync(join(top, face.file), join(folder, `${face.name}-whole.ttf`));
    for (const [slice, characters] of [
      ['common', common],
      ['own', own],
      ['first', first],
    ] as const) {
      const bytes = await subsetFont(whole, characters.join(''), { targetFormat: 'truetype' });
      writeFileSync(join(folder, `${face.name}-${slice}.ttf`), bytes);
    }
    // Of several rules for one family the browser tries the last first.
    rules
      .get(face.family)
      ?.push(
        fontFace(face, 'whole'),
        fontFace(face, 'common'),
        fontFace(face, 'own', unicodeRange(own)),
        fontFace(face, 'first', unicodeRange(first)),
      );
  }
  for (const [family, style] of Object.entries(styles)) {
    writeFileSync(join(folder, style), `${(rules.get(family) ?? []).join('\n')}\n`);
  }
  writeFileSync(stamp, wanted);
  return true;
}

function fontFace({ family, weight, name }: Face, slice: string, range?: string): string {
  const rangeLine = range === undefined ? '' : ` unicode-range: ${range};`;
  return `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url("./${name}-${slice}.ttf");${rangeLine} }`;
}

/** The characters of the files, and those of ASCII. */
function charactersOf(top: string, files: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (let code = 0x20; code < 0x7f; code += 1) found.add(String.fromCodePoint(code));
  for (const file of globSync(files, { cwd: top, exclude: tables }))
    for (const character of readFileSync(join(top, file), 'utf8')) if (character > '\u007f') found.add(character);
  return [...found].sort();
}

/** Signs, letters and Han characters of GB 2312: rows 1 to 3 and level 1, rows 16 to 55. */
function commonCharacters(): readonly string[] {
  const decoder = new TextDecoder('gb18030');
  const rows = [...range(0xa1, 0xa3), ...range(0xb0, 0xd7)];
  return rows.flatMap((row) => range(0xa1, 0xfe).map((cell) => decoder.decode(Uint8Array.of(row, cell)))).sort();
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function unicodeRange(characters: readonly string[]): string {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0).sort((left, right) => left - right);
  const runs: { first: number; last: number }[] = [];
  for (const code of codes) {
    const run = runs.at(-1);
    if (run && code <= run.last + 1) run.last = code;
    else runs.push({ first: code, last: code });
  }
  const hex = (code: number) => code.toString(16).toUpperCase();
  return runs.map(({ first, last }) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`)).join(',');
}
