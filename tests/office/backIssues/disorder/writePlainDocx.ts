import { docxFile, paragraph, part, run } from '../../../unit/formats/docx/docxFile.ts';
import type { Chance } from './chance.ts';
import type { Plan } from './plan.ts';
import type { PrintedLine } from './printedLine.ts';

const by = 'w:id="7" w:author="苏禾"';

/** The lines as Word keeps them where nobody used styles: sizes, tables, text boxes, tracked changes, comments, fields. */
export function writePlainDocx(lines: readonly PrintedLine[], plan: Plan, chance: Chance): Uint8Array {
  const hasSizes = chance.holds(0.5);
  const typedBlanks = chance.holds(0.5);
  const softBreaks = chance.holds(0.3);
  let isCommented = false;
  const content = (text: string): string => {
    if (plan.file === undefined || plan.file === 'name' || text.length < 30) return run(text);
    const at = chance.between(8, text.length - 8);
    const [before, middle, after] = [text.slice(0, at), text.slice(at, at + 4), text.slice(at + 4)];
    switch (plan.file) {
      case 'first':
        return `${run(before)}<w:ins ${by}>${run(middle)}</w:ins><w:del ${by}><w:r><w:delText>删去的字</w:delText></w:r></w:del>${run(after)}`;
      case 'second': {
        if (isCommented) return run(text);
        isCommented = true;
        const range = (end: string) => `<w:commentRange${end} w:id="0"/>`;
        return `${run(before)}${range('Start')}${run(middle)}${range('End')}<w:r><w:commentReference w:id="0"/></w:r>${run(after)}`;
      }
      case 'third':
        return `${run(before)}${field(`HYPERLINK "file:///c:/past"`, run(middle))}${run(after)}`;
      default:
        return `${run(before)}${run('隐藏的旧稿。', '<w:vanish/>')}${run(middle)}<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>${run(after)}`;
    }
  };
  const one = (line: PrintedLine, further: readonly PrintedLine[]): string => {
    const { align, isIndented, isLarge, frame } = line;
    if (frame) return frame.kind === 'table' ? table(frame.rows) : textBox(frame.rows);
    const text = isIndented && typedBlanks ? `　　${line.text}` : line.text;
    const indent = isIndented && !typedBlanks ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : '';
    const properties = `${indent}${align ? `<w:jc w:val="${align}"/>` : ''}`;
    const size = isLarge && hasSizes ? '<w:b/><w:sz w:val="44"/>' : '';
    const soft = further.map((each) => `<w:r><w:br/></w:r>${run(each.text)}`).join('');
    return paragraph(`${size === '' ? content(text) : run(text, size)}${soft}`, properties);
  };
  const body: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line) continue;
    for (let blank = 0; blank < (line.above ?? 0); blank += 1) body.push(paragraph(''));
    let end = index + 1;
    while (softBreaks && lines[end]?.isBroken) end += 1;
    body.push(one(line, lines.slice(index + 1, end)));
    index = end - 1;
  }
  const comment = part('w:comments', `<w:comment w:id="0" w:author="苏禾">${paragraph('这句再核一下')}</w:comment>`);
  const footer = part('w:ftr', paragraph(field('PAGE', run('1'))));
  return docxFile({ body: body.join(''), related: { footer1: footer, ...(isCommented ? { comments: comment } : {}) } });
}

function field(code: string, shown: string): string {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  return `${mark('begin')}<w:r><w:instrText>${code.replaceAll('"', '&quot;')}</w:instrText></w:r>${mark('separate')}${shown}${mark('end')}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<w:tc><w:tcPr/>${paragraph(text === '' ? '' : run(text))}</w:tc>`;
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** As Word writes one: a shape, and the same as VML for older programs. */
function textBox(rows: readonly (readonly string[])[]): string {
  const content = `<w:txbxContent>${rows.map((row) => paragraph(run(row.join('    ')))).join('')}</w:txbxContent>`;
  const shape = `<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
  const vml = `<w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict>`;
  return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">${shape}</mc:Choice><mc:Fallback>${vml}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
}
