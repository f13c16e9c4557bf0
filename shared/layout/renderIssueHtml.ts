import { titleInOneLine } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import type { Inline } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { FontFace } from './fontSlot.ts';
import { issueStyle } from './issueStyle.ts';
import type { LayoutParameters } from './layoutParameters.ts';

export interface RenderOptions {
  /** An SVG path of the draft mark, already outlines so that no text is added, and the box it is drawn in. */
  readonly draftMark?: { readonly viewBox: string; readonly path: string };
}

/** One self-contained HTML page that prints as the issue; it asks for nothing outside itself. */
export function renderIssueHtml(
  document: IssueDocument,
  parameters: LayoutParameters,
  faces: readonly FontFace[],
  options: RenderOptions = {},
): string {
  const { draftMark } = options;
  const draft = draftMark
    ? `<svg class="draft" aria-hidden="true" viewBox="${escapeHtml(draftMark.viewBox)}"><path d="${escapeHtml(draftMark.path)}"/></svg>`
    : '';
  const articles = document.articles.map((article, index) => {
    const title = article.title.map((line) => `<span>${escapeHtml(line)}</span>`).join('');
    const head = title ? `<h2 aria-label="${escapeHtml(titleInOneLine(article.title))}">${title}</h2>` : '';
    const under = line('centred subtitle', article.subtitle) + line('centred byline', article.byline);
    const body = article.body.map((block) => renderBlock(block, document)).join('');
    const onNewPage = index === 0 && parameters.firstArticleOnNewPage;
    return `<article${onNewPage ? ' class="new"' : ''}>${head}${under}${body}${line('source', article.source?.line)}</article>`;
  });
  const foot = renderFoot(document);
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(document.publication.name)}</title>
<style>${issueStyle(parameters, faces)}</style></head><body>${draft}<i class="load" aria-hidden="true">—</i><main>${renderMasthead(document)}${articles.join('')}${
    foot && `<div class="rows room" aria-hidden="true">${foot}</div><div class="rows foot">${foot}</div>`
  }</main></body></html>`;
}

/** 第N期, with the year's running count after it; 增刊 by its own count. */
export function issueNumberLine(number: NonNullable<IssueDocument['number']>): string {
  const serial = number.series === 'supplement' ? `增刊第${number.serial}期` : `第${number.serial}期`;
  return number.running === undefined ? serial : `${serial}（总第${number.running}期）`;
}

/** 栏目 as it prints under the name of the publication: （经验交流）. */
export function columnLine(column: string): string {
  return `（${column}）`;
}

/** 2024-03-05 as 2024年3月5日. */
export function issueDateLine(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function renderMasthead(document: IssueDocument): string {
  const { publication, number, date } = document;
  const contents = contentsLines(document);
  return `<header>${document.marking.map((text) => line('marking', text)).join('')}<h1>${escapeHtml(publication.name)}</h1>${line(
    'centred',
    document.column && columnLine(document.column),
  )}${line('centred', number ? issueNumberLine(number) : undefined)}<div class="issued"><span>${escapeHtml(
    publication.organ,
  )}</span><span>${date ? issueDateLine(date) : ''}</span></div>${
    document.editorsNote ? line('note', `编者按：${document.editorsNote}`) : ''
  }${
    contents.length > 0
      ? `<nav class="contents"><p class="head">目　录</p>${contents.map((text) => line('', text)).join('')}</nav>`
      : ''
  }</header>`;
}

function renderFoot(document: IssueDocument): string {
  const rows = [
    ...[
      ['报：', document.reportTo] as const,
      ['送：', document.copyTo] as const,
      ['发：', document.sendTo] as const,
    ].flatMap(([label, units]) => (units.length > 0 ? [label + units.join('，')] : [])),
    ...(document.signOff.length > 0
      ? [document.signOff.map((entry) => `${entry.label}：${entry.person}`).join('　')]
      : []),
  ];
  // Borders are rounded to whole pixels (0.26 mm); drawn rules keep their weight.
  const rule = (name: string) =>
    `<svg class="rule ${name}" aria-hidden="true"><rect width="100%" height="100%"/></svg>`;
  const last = rows.length - 1;
  return rows
    .map(
      (row, index) =>
        `<div>${rule(index === 0 ? 'first' : 'between')}${escapeHtml(row)}${index === last ? rule('last') : ''}</div>`,
    )
    .join('');
}

function renderBlock(block: Block, document: IssueDocument): string {
  switch (block.role) {
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${renderInlines(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return renderTable(block);
    case 'figure': {
      const image = document.images[block.image];
      const caption = block.caption ? `<figcaption>${renderInlines(block.caption)}</figcaption>` : '';
      return `<figure>${image ? `<img alt="" src="data:${image.mime};base64,${image.bytes}">` : ''}${caption}</figure>`;
    }
    case 'heading1':
    case 'heading2':
    case 'heading3':
    case 'heading4': {
      const tag = `h${Number(block.role.at(-1)) + 2}`;
      return `<${tag} class="${block.role}">${renderInlines(block.inlines)}</${tag}>`;
    }
    default:
      return `<p class="${block.role}">${renderInlines(block.inlines)}</p>`;
  }
}

function renderTable(block: Extract<Block, { role: 'table' }>): string {
  const columns = (block.columnWidths ?? [])
    .map((width) => `<col style="width:${(width * 100).toFixed(3)}%">`)
    .join('');
  const rows = block.rows.map((row, index) => {
    const tag = index < block.headerRows ? 'th' : 'td';
    const cells = row.map((cell) => {
      const spans = `${cell.rowSpan ? ` rowspan="${cell.rowSpan}"` : ''}${cell.columnSpan ? ` colspan="${cell.columnSpan}"` : ''}`;
      return `<${tag}${spans}>${renderInlines(cell.inlines)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${columns}<thead>${rows.slice(0, block.headerRows).join('')}</thead><tbody>${rows.slice(block.headerRows).join('')}</tbody></table>`;
}

function renderInlines(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      let html = escapeHtml(inline.text);
      if (inline.bold) html = `<b>${html}</b>`;
      if (inline.emphasis) html = `<em>${html}</em>`;
      if (inline.superscript) html = `<sup>${html}</sup>`;
      return inline.runIn ? `<span class="runIn">${html}</span>` : html;
    })
    .join('');
}

function line(name: string, text: string | undefined): string {
  return text ? `<p class="${name}">${escapeHtml(text)}</p>` : '';
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
