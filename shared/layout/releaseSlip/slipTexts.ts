import { characterSlot } from '../characterSlot.ts';
import type { FontSlot } from '../fontSlot.ts';
import type { LayoutParameters } from '../layoutParameters.ts';
import type { SlotText } from '../slotTexts.ts';
import type { ReleaseSlip } from './releaseSlip.ts';
import { slipNote, slipRows, slipState } from './slipRows.ts';

export const slipHeading = '发稿单';

/** Every text of the form with the slot whose font draws it. */
export function slipTexts(slip: ReleaseSlip, parameters: LayoutParameters): readonly SlotText[] {
  const texts: { slot: FontSlot; text: string }[] = [
    { slot: 'title', text: slipHeading },
    { slot: 'hei', text: slipState(slip) },
    { slot: 'body', text: slip.organ },
    { slot: 'song', text: `${slipNote(slip)}— 0123456789` },
  ];
  for (const row of slipRows(slip)) {
    const fields = row.kind === 'fields' ? row.fields : [row.field];
    for (const { label, lines } of fields) {
      texts.push({ slot: 'hei', text: label }, { slot: 'body', text: lines.join('') });
    }
    if (row.kind === 'signOff') texts.push({ slot: 'body', text: row.signed });
  }
  return texts.flatMap(({ slot, text }) => {
    const bySlot = Map.groupBy(text, (character) => characterSlot(slot, character, parameters));
    return [...bySlot].map(([drawn, characters]) => ({ slot: drawn, text: characters.join(''), place: slipHeading }));
  });
}
