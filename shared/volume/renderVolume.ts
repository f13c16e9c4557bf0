import { characterSlot } from '#shared/layout/characterSlot.ts';
import { drawnRule } from '#shared/layout/drawnRule.ts';
import { escapeHtml } from '#shared/layout/escapeHtml.ts';
import type { FontFace, FontSlot } from '#shared/layout/fontSlot.ts';
import { family, gridUnits, mm, pageAllowance_mm } from '#shared/layout/gridUnits.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fitName } from '#shared/layout/mastheadStyle.ts';
import { fontFace } from '#shared/layout/pageStyle.ts';
import { contentsHead, issueDateLine } from '#shared/layout/printedLines.ts';
import type { SlotText } from '#shared/layout/slotTexts.ts';
import { absenceWords } from './boundIssue.ts';
import { type ContentsRow, type VolumePages, volumePageWords, volumeWord } from './volumePages.ts';

/** So many lines of contents and indexes on a page, in the place of the text's. */
const linesPerPage = 28;
const size_pt = 14;
const footSize_pt = 10.5;

/** More pages than these do not stand at the edge but run on behind the words. */
const mostBesideText = 6;

/** Where an entry leads is told to whoever binds the volume by an address of this kind; nothing ever asks for it. */
export const pageAddress = 'neikan-page:';

/** Every text of the volume's own pages with the slot whose font draws it. */
export function volumeTexts(
  { publication, organ, marking, span, extent, contents, indexes }: VolumePages,
  parameters: LayoutParameters,
): readonly SlotText[] {
  const set = (slot: FontSlot, ...texts: readonly string[]) => ({ slot, text: texts.join('') });
  const entries = indexes.flatMap((index) => index.entries);
  const texts = [
    set('title', publication, volumeWord),
    set('hei', contentsHead, ...marking, ...indexes.map(({ title }) => title), ...entries.map(({ letter }) => letter)),
    set('hei', ...contents.map(headText)),
    set('kai', ...contents.map(absentText)),
    set('body', organ, span, extent, '年月日、 0123456789　', ...contents.map(({ text }) => text)),
    set('kai', ...entries.map(({ label }) => label)),
    set('body', ...entries.flatMap(({ items }) => items.map(({ text }) => text))),
    set('song', `${volumeWord}目录第页— 0123456789`),
  ];
  return texts.flatMap(({ text, slot }) => {
    const bySlot = Map.groupBy(text, (character) => characterSlot(slot, character, parameters));
    return [...bySlot].map(([drawn, characters]) => ({ slot: drawn, text: characters.join(''), place: volumeWord }));
  });
}

/** 扉页: marks, name, span and organ. */
export function renderVolumeTitle(
  pages: VolumePages,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
): string {
  const { publication, organ, marking, span, extent } = pages;
  const { lines, points } = gridUnits(parameters);
  const { size_mm, spacing_mm } = fitName([...publication].length, parameters);
  const style = `.marking{position:absolute;top:0;left:0;font:${parameters.markingSize_pt}pt/${lines(1)} ${family('hei')}}
h1{padding-top:${lines(4)};font:${mm(size_mm)}/${lines(2)} ${family('title')};color:${parameters.mastheadColour};text-align:center;white-space:pre;letter-spacing:${mm(spacing_mm)};padding-left:${mm(spacing_mm)}}
.rule{display:block;width:100%;height:${parameters.mastheadRule_mm}mm;fill:${parameters.mastheadColour};margin:${lines(0.5)} 0}
h2{font:${parameters.titleSize_pt * 1.5}pt/${lines(2)} ${family('title')};text-align:center;letter-spacing:${mm(points(parameters.titleSize_pt) * 0.5)};padding-left:${mm(points(parameters.titleSize_pt) * 0.5)}}
.centred{font-size:${parameters.titleSize_pt}pt;line-height:${lines(1.5)};text-align:center}
.organ{position:absolute;left:0;right:0;bottom:${pageAllowance_mm}mm;font-size:${parameters.titleSize_pt}pt;line-height:${lines(1)};text-align:center}
main{position:relative;height:${mm(gridUnits(parameters).typeAreaHeight_mm)}}`;
  const body = `<main><h1>${escapeHtml(publication)}</h1>${drawnRule('masthead')}<h2>${volumeWord}</h2><p class="centred">${escapeHtml(span)}</p><p class="centred">${escapeHtml(extent)}</p><p class="organ">${escapeHtml(organ)}</p><div class="marking">${marking
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')}</div></main>`;
  return page({ title: publication, style, body }, parameters, faces);
}

/** 目录 by issue. */
export function renderVolumeContents(
  { publication, contents }: VolumePages,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
): string {
  const rows = contents.map((row) => contentsRow(row)).join('');
  const body = `<h1>${contentsHead}</h1>${rows}`;
  return page(
    { title: publication, style: listStyle(parameters), body, foot: '"目录第" counter(page) "页"' },
    parameters,
    faces,
  );
}

/** The indexes, each on a page of its own; the heading of each is in the outline of the PDF. */
export function renderVolumeIndexes(
  { publication, indexes }: VolumePages,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
): string {
  const body = indexes.map(({ title, entries }) => {
    let letter = '';
    const rows = entries.map((entry) => {
      const head = entry.letter === letter ? '' : `<p class="letter">${escapeHtml(entry.letter)}</p>`;
      letter = entry.letter;
      const items = entry.items.map(({ text, pages }) => listRow('inner', text, pages));
      // The first of what is under a name stays with it.
      return `<div class="keep">${head}<p class="label">${escapeHtml(entry.label)}</p>${items[0] ?? ''}</div>${items.slice(1).join('')}`;
    });
    return `<section><h1>${escapeHtml(title)}</h1>${rows.join('')}</section>`;
  });
  return page({ title: publication, style: listStyle(parameters), body: body.join('') }, parameters, faces);
}

/** So many pages with nothing but the number of the volume's page, to be laid over its pages. */
export function renderVolumeFeet(count: number, parameters: LayoutParameters, faces: readonly FontFace[]): string {
  const body = '<div class="sheet"></div>'.repeat(count);
  const style = '.sheet{height:1mm;break-after:page}.sheet:last-child{break-after:auto}';
  const foot = `"${volumePageWords.before}" counter(page) "${volumePageWords.after}"`;
  return page({ title: volumeWord, style, body, foot }, parameters, faces);
}

function contentsRow(row: ContentsRow): string {
  switch (row.kind) {
    case 'issue':
      return `<div class="keep">${listRow('head', headText(row), [row.page])}</div>`;
    case 'article':
      return listRow('inner', row.text, [row.page]);
    case 'absent':
      return `<p class="absent">${escapeHtml(absentText(row))}</p>`;
    case 'index':
      return listRow('head', headText(row), [row.page]);
    default:
      return row satisfies never;
  }
}

/** What a row shows in the face of headings. */
function headText(row: ContentsRow): string {
  if (row.kind === 'issue') return `${row.text}　${issueDateLine(row.date)}`;
  return row.kind === 'index' ? row.text : '';
}

function absentText(row: ContentsRow): string {
  return row.kind === 'absent' ? `${row.text}　${absenceWords[row.absence]}` : '';
}

function listRow(name: string, text: string, pages: readonly number[]): string {
  const links = pages.map((number) => `<a href="${pageAddress}${number}">${number}</a>`).join('、');
  if (pages.length > mostBesideText) return `<p class="${name} many">${escapeHtml(text)}　${links}</p>`;
  return `<p class="row ${name}"><span class="text">${escapeHtml(text)}</span>${drawnRule('leader')}<span class="pages">${links}</span></p>`;
}

function listStyle(parameters: LayoutParameters): string {
  const { typeAreaHeight_mm, lines } = gridUnits(parameters);
  const pitch = mm(typeAreaHeight_mm / linesPerPage);
  const character = gridUnits(parameters).points(size_pt);
  return `body{font-size:${size_pt}pt;line-height:${pitch}}
h1{font:${parameters.titleSize_pt}pt/${lines(1)} ${family('hei')};text-align:center;white-space:pre;margin-bottom:${lines(0.5)}}
section+section{break-before:page}
.row{display:flex;align-items:last baseline;break-inside:avoid}
.text{flex:0 1 auto}
.leader{flex:1 0 ${mm(character)};position:static;height:0.1mm;margin:0 1.5mm;fill:#808080}
.pages{flex:0 1 auto;max-width:60%;text-align:right}
.head{margin-top:${mm(typeAreaHeight_mm / linesPerPage / 4)}}
.head>.text{font-family:${family('hei')}}
.inner{padding-left:${mm(character * 2)}}
.many{padding-left:${mm(character * 4)};text-indent:${mm(-character * 2)}}
.keep{break-inside:avoid}
.keep:has(>.head){break-after:avoid}
.letter{font-family:${family('hei')};margin-top:${mm(typeAreaHeight_mm / linesPerPage / 4)}}
.label{break-after:avoid;font-family:${family('kai')}}
.absent{font-family:${family('kai')};margin-top:${mm(typeAreaHeight_mm / linesPerPage / 4)}}
a{color:inherit;text-decoration:none}`;
}

interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly body: string;
  /** CSS content of the foot. */
  readonly foot?: string;
}

/** One self-contained page, or more; it asks for nothing outside itself. */
function page(
  { title, style, body, foot }: PageParts,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
): string {
  const { marginInner_mm: inner, marginOuter_mm: outer, marginTop_mm, marginBottom_mm } = parameters;
  const margins = (left: number, right: number) =>
    `margin:${marginTop_mm}mm ${right}mm ${mm(marginBottom_mm - pageAllowance_mm)} ${left}mm`;
  const even = parameters.mirroredMargins ? `@page:left{${margins(outer, inner)}}` : '';
  const drop =
    parameters.pageNumberBelowTypeArea_mm - pageAllowance_mm - gridUnits(parameters).points(footSize_pt) * 0.666;
  const bottom = foot
    ? `@bottom-center{font:${footSize_pt}pt/1 ${family('song')};content:${foot};vertical-align:top;padding-top:${mm(drop)}}`
    : '';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>${faces.map((face) => fontFace(face, parameters)).join('\n')}
@page{size:${parameters.paperWidth_mm}mm ${parameters.paperHeight_mm}mm;${margins(inner, outer)};${bottom}}
${even}
*{margin:0;padding:0;box-sizing:border-box;font-weight:normal;font-style:normal}
html{line-break:strict;text-spacing-trim:${parameters.textSpacingTrim ? 'normal' : 'space-all'};text-autospace:no-autospace;font-kerning:none;font-synthesis:none}
body{font:${parameters.bodySize_pt}pt/${gridUnits(parameters).lines(1)} ${family('body')};color:#000;orphans:1;widows:1;overflow-wrap:anywhere}
.load{position:absolute;visibility:hidden;font-family:${family('song')}}
${style}</style></head><body><i class="load" aria-hidden="true">—</i>${body}</body></html>`;
}
