import type { PackagedImage } from './figureImages.ts';
import { ofdFile, ofdMarkup } from './ofdMarkup.ts';
import type { OpenFace } from './openFace.ts';

/** A file of resources and the files it names, which stand in the folder Res. */
export interface WrittenResources {
  readonly file: Uint8Array;
  readonly parts: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** PublicRes.xml: the fonts, which OFD-A wants here (GB/T 42133-2022, 6.2.6a). */
export function writePublicResources(fonts: ReadonlyMap<OpenFace, number>): WrittenResources {
  const named = [...fonts].map(([face, id], index) => ({ face, id, name: `font_${index}.ttf` }));
  const markup = named.map(({ face, id, name }) =>
    ofdMarkup(
      'Font',
      { ID: id, FontName: face.name, FamilyName: face.family || undefined },
      ofdMarkup('FontFile', {}, name),
    ),
  );
  return {
    file: ofdFile('Res', { BaseLoc: 'Res' }, markup.length > 0 ? ofdMarkup('Fonts', {}, ...markup) : ''),
    parts: named.map(({ face, name }) => ({ name, bytes: face.bytes })),
  };
}

/** DocumentRes.xml: the images; undefined where there are none. */
export function writeDocumentResources(
  images: readonly { readonly id: number; readonly image: PackagedImage }[],
): WrittenResources | undefined {
  if (images.length === 0) return undefined;
  const named = images.map(({ id, image }, index) => ({
    id,
    image,
    name: `image_${index}.${image.format === 'PNG' ? 'png' : 'jpg'}`,
  }));
  const markup = named.map(({ id, image, name }) =>
    ofdMarkup('MultiMedia', { ID: id, Type: 'Image', Format: image.format }, ofdMarkup('MediaFile', {}, name)),
  );
  return {
    file: ofdFile('Res', { BaseLoc: 'Res' }, ofdMarkup('MultiMedias', {}, ...markup)),
    parts: named.map(({ name, image }) => ({ name, bytes: image.bytes })),
  };
}
