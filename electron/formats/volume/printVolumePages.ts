import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { slotFonts } from '#formats/font/slotFonts.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { usedSlots } from '#formats/font/usedSlots.ts';
import type { FontFace } from '#shared/layout/fontSlot.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { volumeTexts } from '#shared/volume/renderVolume.ts';
import { type VolumePages, volumeWord } from '#shared/volume/volumePages.ts';

/** Stands on paper for a character that no font has. */
const standIn = '〓';
const unwritable = /[\p{Cc}\p{Cs}]/gu;

export interface PrintableVolume {
  readonly pages: VolumePages;
  readonly faces: readonly FontFace[];
}

/** The volume's own pages in characters that its fonts have, and the faces they print with. Throws FontError. */
export async function printableVolume(pages: VolumePages, parameters: LayoutParameters): Promise<PrintableVolume> {
  const written = mapTexts(pages, (text) => text.replace(unwritable, ''));
  const textsOf = (one: VolumePages) => {
    const texts = volumeTexts(one, parameters);
    return [...texts, ...usedSlots(texts).map((slot) => ({ slot, text: standIn, place: volumeWord }))];
  };
  const asked = textsOf(written);
  const fonts = await slotFonts(usedSlots(asked), parameters.fonts);
  const missing = new Set((await missingCharacters(asked, fonts)).map(({ character }) => character));
  const printable = mapTexts(written, (text) =>
    [...text].map((character) => (missing.has(character) ? standIn : character)).join(''),
  );
  const texts = textsOf(printable).map((text) => ({
    ...text,
    text: [...text.text].filter((character) => !missing.has(character)).join(''),
  }));
  return { pages: printable, faces: await subsetFaces(texts, { fonts }) };
}

/** Every text of the pages put through `change`; dates and the like have no such characters. */
function mapTexts(pages: VolumePages, change: (text: string) => string): VolumePages {
  return JSON.parse(JSON.stringify(pages), (_key, value: unknown) =>
    typeof value === 'string' ? change(value) : value,
  ) as VolumePages;
}
