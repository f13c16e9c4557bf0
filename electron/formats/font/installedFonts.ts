import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FontFacts, readFontFacts } from './fontFacts.ts';
import { fontFolders } from './fontFolders.ts';

const fontFile = /\.(ttf|otf|ttc|otc)$/i;

/** Folders in folders that are looked into; no system nests its fonts deeper. */
const deepest = 5;

interface Listing {
  readonly changedAt: number;
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** What was read once and holds as long as folder and file stay as they were; gone with the process. */
const listings = new Map<string, Listing>();
const facts = new Map<string, Promise<readonly FontFacts[]>>();

/** Every font in these folders and the folders in them, in the order of the folders and of the names of their files. */
export async function installedFonts(folders = fontFolders()): Promise<readonly FontFacts[]> {
  const found = await Promise.all(folders.map((folder) => fontsIn(folder, 0)));
  return found.flat();
}

async function fontsIn(folder: string, depth: number): Promise<readonly FontFacts[]> {
  const listing = await list(folder);
  if (listing === undefined) return [];
  const own = await Promise.all(listing.files.map((file) => factsOf(file)));
  const inner = depth < deepest ? await Promise.all(listing.folders.map((inside) => fontsIn(inside, depth + 1))) : [];
  return [...own, ...inner].flat();
}

/** What a folder holds; undefined where there is none or it may not be read. A folder's time changes with its names. */
async function list(folder: string): Promise<Listing | undefined> {
  try {
    const { mtimeMs: changedAt } = await stat(folder);
    const known = listings.get(folder);
    if (known?.changedAt === changedAt) return known;
    const entries = (await readdir(folder, { withFileTypes: true })).sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
    const listing: Listing = {
      changedAt,
      folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)),
      files: entries
        .filter((entry) => !entry.isDirectory() && fontFile.test(entry.name))
        .map(({ name }) => join(folder, name)),
    };
    listings.set(folder, listing);
    return listing;
  } catch {
    return undefined;
  }
}

async function factsOf(file: string): Promise<readonly FontFacts[]> {
  const stamp = await fileStamp(file);
  if (stamp === undefined) return [];
  let known = facts.get(stamp);
  if (!known) {
    known = readFontFacts(file);
    facts.set(stamp, known);
  }
  return known;
}

/** A file as it is now: path, time and size; undefined where it cannot be read. */
export async function fileStamp(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${path} ${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}
