import type { OfdDocument, OfdObject, OfdPage } from '#formats/ofd/ofdDocument.ts';
import { escapeHtml } from '#shared/layout/escapeHtml.ts';

/** An OFD as a page of HTML that prints like it: every object cut off by its boundary, text in the embedded fonts. */
export function ofdHtml({ pages, fonts, images }: OfdDocument): string {
  const [first] = pages as [OfdPage];
  const faces = [...fonts].map(
    ([id, { bytes }]) => `@font-face{font-family:"f${id}";src:url(${dataUrl('font/ttf', bytes)})}`,
  );
  const drawn = pages.map(
    ({ width_mm, height_mm, objects }) =>
      `<svg viewBox="0 0 ${width_mm} ${height_mm}">${objects.map((object) => objectSvg(object, images)).join('')}</svg>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${faces.join('')}
@page{size:${first.width_mm}mm ${first.height_mm}mm;margin:0}*{margin:0;padding:0}
body>svg{display:block;width:${first.width_mm}mm;height:${first.height_mm}mm;break-after:page}
text{white-space:pre;font-kerning:none;text-spacing-trim:space-all;font-variant-ligatures:none}</style><body>${drawn.join('')}`;
}

function objectSvg(object: OfdObject, images: OfdDocument['images']): string {
  const [left, top, width, height] = object.boundary;
  return `<svg x="${left}" y="${top}" width="${width}" height="${height}"><g transform="translate(${-left} ${-top})">${inside(object, images)}</g></svg>`;
}

function inside(object: OfdObject, images: OfdDocument['images']): string {
  switch (object.kind) {
    case 'text':
      return object.glyphs
        .map(
          ({ text, x_mm, y_mm }) =>
            `<text x="${x_mm}" y="${y_mm}" font-family="f${object.font}" font-size="${object.size_mm}" fill="${object.colour ?? '#000000'}">${escapeHtml(text)}</text>`,
        )
        .join('');
    case 'path': {
      // OFD closes by C and curves by B, SVG by Z and C.
      const data = object.data.replaceAll('C', 'Z').replaceAll('B', 'C');
      return `<path transform="matrix(${object.matrix.join(' ')})" d="${data}" fill="${object.fill ?? 'none'}" fill-rule="${object.evenOdd ? 'evenodd' : 'nonzero'}" stroke="${object.stroke ?? 'none'}" stroke-width="${object.lineWidth_mm}"/>`;
    }
    case 'image': {
      const image = images.get(object.image);
      const mime = image?.format === 'PNG' ? 'image/png' : 'image/jpeg';
      return `<image transform="matrix(${object.matrix.join(' ')})" width="1" height="1" preserveAspectRatio="none" href="${dataUrl(mime, image?.bytes)}"/>`;
    }
    default:
      return object satisfies never;
  }
}

function dataUrl(mime: string, bytes: Uint8Array | undefined): string {
  return `data:${mime};base64,${Buffer.from(bytes ?? []).toString('base64')}`;
}
