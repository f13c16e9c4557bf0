import { escapeHtml } from '#shared/layout/escapeHtml.ts';
import type { FontFace, FontSlot } from '#shared/layout/fontSlot.ts';
import { family } from '#shared/layout/gridUnits.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fontFace } from '#shared/layout/pageStyle.ts';

/** A printed list of the archive: 归档文件目录, a report of a test, 归档章. */
export interface RecordSheet {
  readonly title: string;
  /** Lines over the table. */
  readonly head: readonly string[];
  readonly columns: readonly { readonly name: string; readonly widthMm?: number }[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
  readonly isLandscape: boolean;
  /** Six cells of 归档章 at the top of the sheet (DA/T 22-2015: 45 × 16 mm); nothing else is printed then. */
  readonly stamp?: readonly { readonly name: string; readonly value: string }[];
}

/** Every text of a sheet with the slot whose font draws it. */
export function sheetTexts(sheet: RecordSheet): readonly { readonly slot: FontSlot; readonly text: string }[] {
  const { title, head, columns, rows, notes, stamp = [] } = sheet;
  return [
    { slot: 'title', text: title },
    { slot: 'hei', text: columns.map(({ name }) => name).join('') },
    {
      slot: 'song',
      text:
        [...head, ...rows.flat(), ...notes, ...stamp.flatMap(({ name, value }) => [name, value])].join('') +
        '— 0123456789',
    },
  ];
}

/** The sheet as one self-contained page, or more; it asks for nothing outside itself. */
export function renderRecordSheet(
  sheet: RecordSheet,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
): string {
  const { title, head, columns, rows, notes, isLandscape, stamp } = sheet;
  const size = isLandscape ? '297mm 210mm' : '210mm 297mm';
  const style = `${faces.map((face) => fontFace(face, parameters)).join('\n')}
@page{size:${size};margin:18mm 15mm 18mm 25mm;@bottom-center{font:9pt/1 ${family('song')};content:"— " counter(page) " —"}}
${stamp ? '@page{margin:6mm 0 0 0;@bottom-center{content:none}}' : ''}
*{margin:0;padding:0;box-sizing:border-box;font-weight:normal;font-style:normal}
html{line-break:strict;text-autospace:no-autospace;font-kerning:none;font-synthesis:none}
body{font:10.5pt/5.6mm ${family('song')};color:#000;overflow-wrap:anywhere}
.load{position:absolute;visibility:hidden}
h1{font:20pt/12mm ${family('title')};text-align:center;margin-bottom:2mm}
/* Chromium cuts off what is drawn at the very edge of the page area. */
table{border-collapse:collapse;width:calc(100% - 0.5mm);margin:2mm 0}
thead{display:table-header-group}
th{font:10.5pt/5.6mm ${family('hei')}}
th,td{border:0.25mm solid #000;padding:0.8mm 1.5mm;vertical-align:middle;text-align:left}
tr{break-inside:avoid}
.stamp{width:45mm;height:16mm;margin:0 auto;display:grid;grid-template-columns:repeat(3,1fr);grid-template-rows:1fr 1fr;border:0.2mm solid #000}
.stamp div{border:0.1mm solid #000;text-align:center;line-height:3.2mm;font-size:7pt;display:flex;flex-direction:column;justify-content:center}
.stamp i{font-size:5pt;line-height:2.2mm}`;
  const body = stamp
    ? `<div class="stamp">${stamp.map(({ name, value }) => `<div>${escapeHtml(value)}<i>${escapeHtml(name)}</i></div>`).join('')}</div>`
    : `<h1>${escapeHtml(title)}</h1>${head.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}
<table><thead><tr>${columns
        .map(
          ({ name, widthMm }) =>
            `<th${widthMm === undefined ? '' : ` style="width:${widthMm}mm"`}>${escapeHtml(name)}</th>`,
        )
        .join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>
${notes.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>${style}</style></head><body><i class="load" aria-hidden="true">—</i>${body}</body></html>`;
}
