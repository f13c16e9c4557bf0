import * as fontkit from 'fontkit';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import { slotFont } from './slotFonts.ts';

const opened = new Map<FontSlot, Promise<fontkit.Font>>();

/** The font of a slot, open for its outlines and its coverage; opened once in the life of the process. */
export function openedFont(slot: FontSlot): Promise<fontkit.Font> {
  let font = opened.get(slot);
  if (!font) {
    font = slotFont(slot).then(({ bytes }) => fontkit.create(bytes) as fontkit.Font);
    opened.set(slot, font);
  }
  return font;
}
