import { drawnRule } from '../drawnRule.ts';
import { escapeHtml } from '../escapeHtml.ts';
import type { FontFace } from '../fontSlot.ts';
import { family } from '../gridUnits.ts';
import type { LayoutParameters } from '../layoutParameters.ts';
import { fontFace } from '../pageStyle.ts';
import type { ReleaseSlip } from './releaseSlip.ts';
import { type SlipField, type SlipRow, slipNote, slipRows, slipState } from './slipRows.ts';
import { slipHeading } from './slipTexts.ts';

/** GB/T 9704: the outer rules of a form 0.35 mm, those within 0.25 mm. */
const outer_mm = 0.35;
const inner_mm = 0.25;

/** 发稿单 as one self-contained page of A4, or more where opinions are long; it asks for nothing outside itself. */
export function renderReleaseSlip(slip: ReleaseSlip, parameters: LayoutParameters, faces: readonly FontFace[]): string {
  const rows = slipRows(slip);
  const form = rows.map((row, index) => renderRow(row, index === 0, index === rows.length - 1)).join('');
  const title = `${slip.publication}${slipHeading}`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>${slipStyle(parameters, faces)}</style></head><body><i class="load" aria-hidden="true">—</i>
<h1>${slipHeading}</h1><p class="head"><span>${escapeHtml(slip.organ)}</span><b>${slipState(slip)}</b></p>
<main>${form}</main><p class="note">${escapeHtml(slipNote(slip))}</p></body></html>`;
}

function renderRow(row: SlipRow, isFirst: boolean, isLast: boolean): string {
  const rules =
    drawnRule('left') +
    drawnRule('right') +
    drawnRule(isLast ? 'bottom outer' : 'bottom') +
    // A text that goes on looks like one row.
    (row.isContinued ? '' : drawnRule(isFirst ? 'top outer' : 'top'));
  const cells =
    row.kind === 'signOff'
      ? renderField(row.field, renderSigned(row))
      : row.fields.map((field) => renderField(field, '')).join('');
  const kind = row.kind === 'signOff' ? ` signOff${row.isLast ? ' last' : ''}` : row.fields.length > 1 ? ' pair' : '';
  return `<section class="row${kind}${row.isContinued ? ' continued' : ''}">${rules}${cells}</section>`;
}

function renderField({ label, lines }: SlipField, after: string): string {
  const text = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
  return `<h2>${escapeHtml(label)}${drawnRule('between')}</h2><div class="value">${text}${after}${drawnRule('end')}</div>`;
}

function renderSigned({ signed, signature }: Extract<SlipRow, { kind: 'signOff' }>): string {
  const picture = signature ? `<img alt="" src="data:${signature.mime};base64,${signature.bytes}">` : '';
  return signed === '' && picture === '' ? '' : `<p class="signed">${picture}<span>${escapeHtml(signed)}</span></p>`;
}

function slipStyle(parameters: LayoutParameters, faces: readonly FontFace[]): string {
  const number = `font:10.5pt/1 ${family('song')};content:"— " counter(page) " —";padding-top:4mm;vertical-align:top`;
  return `${faces.map((face) => fontFace(face, parameters)).join('\n')}
@page{size:210mm 297mm;margin:18mm 22mm 20mm 26mm;@bottom-center{${number}}}
*{margin:0;padding:0;box-sizing:border-box;font-weight:normal;font-style:normal}
html{line-break:strict;text-autospace:no-autospace;font-kerning:none;font-synthesis:none}
body{font:14pt/6.4mm ${family('body')};color:#000;overflow-wrap:anywhere}
.load{position:absolute;visibility:hidden;font-family:${family('song')}}
h1{font:26pt/12mm ${family('title')};letter-spacing:8mm;text-indent:8mm;text-align:center}
.head{display:flex;justify-content:space-between;align-items:flex-end;line-height:8mm;margin-bottom:1mm}
.head b{font:14pt/8mm ${family('hei')}}
/* Chromium cuts off what is drawn at the very edge of the page area. */
main{margin-right:0.5mm}
.row{position:relative;display:grid;grid-template-columns:26mm 1fr;break-inside:avoid;min-height:9.2mm}
.row.pair{grid-template-columns:26mm 1fr 26mm 44mm}
.row>*{position:relative}
h2{font:13pt/6.2mm ${family('hei')};display:flex;align-items:center;justify-content:center;text-align:center;padding:1mm 2mm;position:relative}
.value{padding:1.2mm 2.5mm;position:relative;display:flex;flex-direction:column;justify-content:center}
.signOff .value{justify-content:flex-start}
.signOff.last{min-height:19mm}
.row:has(+.continued) .value{padding-bottom:0}.continued .value{padding-top:0}
.signed{margin-top:auto;padding-top:1mm;display:flex;justify-content:flex-end;align-items:center;gap:4mm}
.signed img{max-height:13mm;max-width:40mm;object-fit:contain}
.row>.rule,.rule{position:absolute;display:block;overflow:visible}
.row>.rule.left,.row>.rule.right{top:0;height:calc(100% + ${inner_mm}mm);width:${outer_mm}mm}
.row>.rule.left{left:0}.row>.rule.right{right:0}
.row>.rule.top,.row>.rule.bottom{left:0;width:100%;height:${inner_mm}mm}
.row>.rule.top{top:0}.row>.rule.bottom{top:100%}
.row>.rule.outer{height:${outer_mm}mm}
.row:has(+.continued)>.rule.bottom{display:none}
h2>.rule.between,.value>.rule.end{top:0;right:0;width:${inner_mm}mm;height:100%}
.value:last-of-type>.rule.end{display:none}
.note{font:10.5pt/6mm ${family('song')};margin-top:2.5mm}`;
}
