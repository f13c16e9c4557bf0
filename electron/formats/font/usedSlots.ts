import { type FontSlot, fontSlots } from '#shared/layout/fontSlot.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';

/** The slots that draw something, in the order of all slots. */
export function usedSlots(texts: readonly SlotText[]): readonly FontSlot[] {
  return fontSlots.filter((slot) => texts.some((text) => text.slot === slot));
}
