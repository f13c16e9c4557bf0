import { subsetFaces } from '#formats/font/subsetFaces.ts';
import type { Plan } from './plan.ts';
import type { PrintedLine } from './printedLine.ts';
import type { TrueIssue } from './trueIssue.ts';

/** The lines as a page to be printed: 16 pt, 28 signs a line, as an office's own program would have set them. */
export async function writePage(lines: readonly PrintedLine[], plan: Plan, issue: TrueIssue): Promise<string> {
  const head = `${issue.publication}　${issue.number.year}年第${issue.number.serial}期`;
  const texts = lines.flatMap(({ text, frame }) => [text, ...(frame?.rows.flat() ?? [])]);
  const signs = [...texts, head, '—-第页共·0123456789'].join('');
  const [face] = await subsetFaces([{ slot: 'body', text: signs, place: '版面' }]);
  const body = lines.map(paragraphOf).join('').replaceAll('</p><br>', '<br>');
  return `<!doctype html><meta charset="utf-8"><style>
@font-face{font-family:"Past";src:url(${face?.dataUrl})}
@page{size:A4;margin:37mm 25.6mm 35mm 26mm;${pageSigns(plan, head)}}
body{margin:0;font:16pt/30pt "Past";text-align:justify}
p{margin:0;white-space:pre-wrap}p.center{text-align:center}p.right{text-align:right}p.indent{text-indent:2em}
p.large{font-size:22pt;line-height:34pt}table{width:100%;border-collapse:collapse}td:nth-child(2){text-align:right}
.box{border:1px solid;width:60%;margin:0 auto;text-align:center}
</style>${body}`;
}

function pageSigns({ pageSigns: form }: Plan, head: string): string {
  const number = {
    dashes: '"— " counter(page) " —"',
    page: '"第" counter(page) "页 共" counter(pages) "页"',
    dots: '"·" counter(page) "·"',
    bare: 'counter(page)',
    headed: '"— " counter(page) " —"',
  };
  if (form === undefined) return '';
  const type = 'font:14pt "Past"';
  const above = form === 'headed' ? `@top-center{content:"${head}";${type}}` : '';
  return `@bottom-center{content:${number[form]};${type}}${above}`;
}

/** A line that was broken by hand begins with a <br> that goes into the paragraph above. */
function paragraphOf(line: PrintedLine): string {
  const { text, align, isIndented, isBroken, isLarge, above = 0, frame } = line;
  const margin = above > 0 ? ` style="margin-top:${above * 20}pt"` : '';
  if (frame) {
    const rows = frame.rows
      .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
      .join('');
    const boxed = frame.rows.map((row) => `<p>${escaped(row.join('　　'))}</p>`).join('');
    return frame.kind === 'table' ? `<table${margin}>${rows}</table>` : `<div class="box"${margin}>${boxed}</div>`;
  }
  if (isBroken) return `<br>${escaped(text)}</p>`;
  const classes = [align, isIndented ? 'indent' : '', isLarge ? 'large' : ''].filter(Boolean).join(' ');
  return `<p class="${classes}"${margin}>${escaped(text)}</p>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
