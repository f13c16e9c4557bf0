import subsetFont from 'subset-font';
import { type FontFace, type FontSlot, fontSlots } from '#shared/layout/fontSlot.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import { slotFont } from './slotFonts.ts';

/** Only what horizontal Chinese text uses (`halt` closes punctuation up): whole layout tables double the time. */
const subsetOptions = {
  targetFormat: 'truetype',
  keepFeatures: ['halt', 'chws', 'ccmp', 'locl', 'liga'],
  dropTables: ['VORG', 'vhea', 'vmtx'],
} as const;

const subsets = new Map<string, Promise<Buffer>>();

/**
 * The faces an issue prints with: each slot's font cut down to the characters the slot uses, as static TrueType, because
 * Chromium turns anything else into Type 3. Subsets are kept for the life of the process.
 */
export async function subsetFaces(texts: readonly SlotText[]): Promise<readonly FontFace[]> {
  const used = fontSlots.filter((slot) => texts.some((text) => text.slot === slot));
  return Promise.all(
    used.map(async (slot) => {
      const text = texts.filter((entry) => entry.slot === slot).map((entry) => entry.text);
      const bytes = await subset(slot, [...new Set(text.join(''))].sort().join(''));
      return { slot, dataUrl: `data:font/ttf;base64,${bytes.toString('base64')}` };
    }),
  );
}

function subset(slot: FontSlot, text: string): Promise<Buffer> {
  const key = `${slot} ${text}`;
  let bytes = subsets.get(key);
  if (!bytes) {
    bytes = slotFont(slot).then((font) => subsetFont(font.bytes, text, subsetOptions));
    subsets.set(key, bytes);
  }
  return bytes;
}
