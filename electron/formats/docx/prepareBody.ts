import type { ReportEntry, TextLine } from '#formats/text/textLine.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { automaticNumbers } from './automaticNumbers.ts';
import { columnFractions } from './columnFractions.ts';
import { keepPicture } from './keepPicture.ts';
import { makeElement, pictureElement } from './makeElement.ts';
import type { DocxPackage } from './openPackage.ts';
import { type ParagraphFacts, paragraphFacts, runMarks } from './paragraphFacts.ts';
import { readNotes } from './readNotes.ts';
import { readStyles } from './readStyles.ts';
import { relationships } from './relationships.ts';
import { trackComments } from './trackComments.ts';
import { reportField, trackFields } from './trackFields.ts';
import { trackFormats } from './trackFormats.ts';
import { unwrapped, unwrappedChildren } from './unwrappedChildren.ts';
import { child, childElements, descendants, excerpt, isOn, shownText, value } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

export interface PreparedBody {
  /** The body as mammoth shall read it: accepted, visible, numbered; paragraphs, tables and runs named by style ids. */
  readonly document: XmlElement;
  readonly paragraphs: readonly ParagraphFacts[];
  /** Widths of the columns of each table, as fractions of the type area. */
  readonly tables: readonly (readonly number[])[];
  readonly images: IssueDocument['images'];
  /** What stands in text boxes, a paragraph each; `line` is the paragraph that a box is tied to. */
  readonly boxes: readonly TextLine[];
  readonly report: readonly ReportEntry[];
}

/**
 * The body of a DOCX with changes accepted, hidden text, text boxes, fields and notes taken out and listed, automatic
 * numbers typed, and pictures named by their SHA-256: what mammoth would pass over in silence.
 */
export function prepareBody(docx: DocxPackage, mainPart: string, body: XmlElement): PreparedBody {
  const related = relationships(docx, mainPart);
  const partOf = (type: string) => docx.xml(related.find((each) => each.type === type && !each.external)?.target ?? '');
  const stylesRoot = partOf('styles');
  const styles = readStyles(stylesRoot);
  const nextNumber = automaticNumbers(partOf('numbering'), (id) => styles(id)?.numbering?.numId);
  const report: ReportEntry[] = [];
  const paragraphs: ParagraphFacts[] = [];
  const tables: (readonly number[])[] = [];
  const images: IssueDocument['images'] = {};
  const boxes: TextLine[] = [];
  let number = 0;
  const say = (kind: string, message: string) => report.push({ line: Math.max(1, number), kind, message });
  const fields = trackFields(say);
  const comments = trackComments(partOf('comments'), report, () => Math.max(1, number));
  const formats = trackFormats(report, say);
  const notes = readNotes(partOf('footnotes'), partOf('endnotes'));
  /** Content of paragraphs whose end was deleted: it belongs to the next paragraph. */
  let carried: XmlElement[] = [];

  function blocks(elements: readonly XmlElement[]): XmlElement[] {
    return elements.flatMap((element): XmlElement[] => {
      switch (element.name) {
        case 'w:p':
          return paragraph(element);
        case 'w:tbl':
          return [table(element)];
        case 'w:sdt':
          return blocks(childElements(child(element, 'w:sdtContent') ?? element));
        case 'mc:AlternateContent':
          return blocks(childElements(child(element, 'mc:Fallback') ?? child(element, 'mc:Choice')));
        case 'm:oMathPara':
          say('formula', `公式没有收入：${excerpt(shownText(element))}`);
          return [];
        default:
          if (unwrapped.has(element.name)) return blocks(childElements(element));
          if (element.name === 'w:altChunk') say('embedded', '嵌入的另一份文档没有收入');
          return outsideParagraph(element);
      }
    });
  }

  /** Runs belong into paragraphs; damaged files have them elsewhere. */
  function outsideParagraph(element: XmlElement): XmlElement[] {
    const content = inline(element);
    return content.length > 0 ? [makeElement('w:p', {}, content)] : [];
  }

  function paragraph(element: XmlElement): XmlElement[] {
    number += 1;
    const facts = paragraphFacts(element, number, styles, nextNumber);
    const content = [...carried, ...childElements(element).flatMap(inline)];
    carried = [];
    fields.endParagraph();
    if (child(child(child(element, 'w:pPr'), 'w:rPr'), 'w:del')) {
      carried = content;
      return [];
    }
    const style = makeElement('w:pStyle', { 'w:val': `paragraph-${paragraphs.push(facts) - 1}` });
    return [makeElement('w:p', {}, [makeElement('w:pPr', {}, [style]), ...content])];
  }

  function table(element: XmlElement): XmlElement {
    const widths = childElements(child(element, 'w:tblGrid')).map((column) => Number(column.attributes['w:w'] ?? 0));
    const properties = child(element, 'w:tblPr');
    // Our own tables say whether their columns have widths of their own or are fitted to the text.
    const isFitted =
      styles(value(properties, 'w:tblStyle'))?.isBulletinTable &&
      child(properties, 'w:tblLayout')?.attributes['w:type'] !== 'fixed';
    const index = tables.push(isFitted ? [] : columnFractions(widths)) - 1;
    const rows = unwrappedChildren(element);
    const kept = rows.flatMap((each) => (each.name === 'w:tr' ? row(each) : (passOver(each) ?? [])));
    const style = makeElement('w:tblStyle', { 'w:val': `table-${index}` });
    return makeElement('w:tbl', {}, [makeElement('w:tblPr', {}, [style]), ...kept]);
  }

  function row(element: XmlElement): XmlElement[] {
    const properties = child(element, 'w:trPr');
    if (child(properties, 'w:del')) {
      say('deletion', `删去的表格行：${excerpt(shownText(element))}${by(child(properties, 'w:del'))}`);
      return [];
    }
    const cells = unwrappedChildren(element);
    const header = isOn(properties, 'w:tblHeader') ? [makeElement('w:tblHeader', {})] : [];
    return [
      makeElement('w:tr', {}, [
        makeElement('w:trPr', {}, header),
        ...cells.flatMap((cell) => {
          if (cell.name !== 'w:tc') return passOver(cell) ?? [];
          const kept = childElements(child(cell, 'w:tcPr')).filter(({ name }) => /^w:(?:gridSpan|vMerge)$/.test(name));
          return makeElement('w:tc', {}, [makeElement('w:tcPr', {}, kept), ...blocks(childElements(cell))]);
        }),
      ]),
    ];
  }

  function inline(element: XmlElement): XmlElement[] {
    const inner = () => childElements(element).flatMap(inline);
    switch (element.name) {
      case 'w:r':
        return run(element);
      case 'w:ins':
      case 'w:moveTo':
        change('insertion', '插入的文字已收入', element);
        return inner();
      case 'w:del':
      case 'w:moveFrom':
        change('deletion', '删去的文字没有收入', element);
        return [];
      case 'w:commentRangeStart':
        comments.open(element.attributes['w:id'] ?? '');
        return [];
      case 'w:commentRangeEnd':
        comments.close(element.attributes['w:id'] ?? '');
        return [];
      case 'w:fldSimple':
        reportField(element.attributes['w:instr'] ?? '', say);
        return inner();
      case 'w:sdt':
        return childElements(child(element, 'w:sdtContent') ?? element).flatMap(inline);
      case 'm:oMath':
      case 'm:oMathPara':
        say('formula', `公式没有收入：${excerpt(shownText(element))}`);
        return [];
      default:
        if (unwrapped.has(element.name)) return inner();
        passOver(element);
        return [];
    }
  }

  /** Whatever is not known here and holds text is named. */
  function passOver(element: XmlElement): undefined {
    const text = shownText(makeElement('', {}, [element])).trim();
    if (text !== '') say('unrecognised', `未能识别的内容没有收入：${excerpt(text)}`);
  }

  function run(element: XmlElement): XmlElement[] {
    const properties = child(element, 'w:rPr');
    const style = styles(value(properties, 'w:rStyle'));
    const text = shownText(element);
    if (isOn(properties, 'w:vanish') ?? style?.vanish) {
      if (text.trim() !== '' && !fields.inCode()) say('hidden', `隐藏的文字没有收入：${excerpt(text)}`);
      return [];
    }
    if (child(properties, 'w:del')) return [];
    if (text.trim() !== '' && !fields.inCode()) formats.see(properties, text);
    const content = childElements(element).flatMap(runContent);
    if (content.length === 0) return [];
    const marks = makeElement('w:rStyle', { 'w:val': `marks-${runMarks(properties, style).toString(16)}` });
    return [makeElement('w:r', {}, [makeElement('w:rPr', {}, [marks]), ...content])];
  }

  function runContent(element: XmlElement): XmlElement[] {
    const { name, attributes } = element;
    if (name === 'w:fldChar') fields.mark(attributes['w:fldCharType']);
    else if (name === 'w:instrText') fields.code(element.children.join(''));
    else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') {
      const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote';
      const text = notes(kind, attributes['w:id'] ?? '');
      say(kind, `${kind === 'footnote' ? '脚注' : '尾注'}没有收入：${excerpt(text)}`);
    } else if (name === 'w:commentReference') comments.refer(attributes['w:id'] ?? '');
    else if (fields.inCode()) fields.code(shownText(makeElement('', {}, [element])));
    else if (name === 'w:t') {
      comments.text(shownText(makeElement('w:r', {}, [element])));
      return [makeElement('w:t', { 'xml:space': 'preserve' }, [...element.children])];
    } else if (name === 'w:tab' || name === 'w:ptab') return [makeElement('w:tab', {})];
    else if (name === 'w:br' || name === 'w:cr') return [makeElement('w:br', {})];
    else if (name === 'w:noBreakHyphen' || name === 'w:sym') return [element];
    else if (name === 'w:ruby') {
      const guide = child(element, 'w:rt');
      say('format', `注音没有收入：${guide ? excerpt(shownText(guide)) : ''}`);
      return childElements(child(element, 'w:rubyBase')).flatMap((each) => childElements(each).flatMap(runContent));
    } else if (name === 'w:object') say('embedded', '嵌入的对象没有收入');
    else if (name === 'w:drawing' || name === 'w:pict' || name === 'mc:AlternateContent') return drawing(element);
    else if (name !== 'w:delText') passOver(element);
    return [];
  }

  function drawing(element: XmlElement): XmlElement[] {
    const chosen = element.name === 'mc:AlternateContent' ? (child(element, 'mc:Choice') ?? element) : element;
    const boxed = descendants(chosen, 'w:txbxContent');
    for (const box of boxed) {
      say('textBox', `文本框没有收入：${excerpt(shownText(box))}`);
      const texts = descendants(box, 'w:p').map((each) => shownText(each).trim());
      boxes.push(
        ...texts.filter((text) => text !== '').map((text) => ({ line: Math.max(1, number), text, indented: false })),
      );
    }
    const ids = [
      ...descendants(chosen, 'a:blip').map(({ attributes }) => attributes['r:embed'] ?? attributes['r:link']),
      ...descendants(chosen, 'v:imagedata').map(({ attributes }) => attributes['r:id']),
    ];
    if (boxed.length === 0 && ids.length === 0 && element.name !== 'w:pict') say('picture', '图形、图表没有收入');
    return ids.flatMap((id) => {
      const relation = related.find((each) => each.id === id);
      const bytes = relation && !relation.external ? docx.part(relation.target) : undefined;
      const key = bytes && keepPicture(bytes, images);
      if (key) return [pictureElement(key)];
      const why = relation?.external ? '图片在文件之外' : '只收 PNG 和 JPEG';
      say('picture', `图片没有收入（${why}）：${excerpt(relation?.target ?? '')}`);
      return [];
    });
  }

  function change(kind: 'insertion' | 'deletion', what: string, element: XmlElement): void {
    const text = shownText(element);
    if (text.trim() === '') return;
    say(kind, `${what}：${excerpt(text)}${by(element)}`);
  }

  const content = blocks(childElements(body));
  if (carried.length > 0) content.push(makeElement('w:p', {}, carried));
  comments.closeAll();
  fields.finish();
  formats.summarise();
  return {
    document: makeElement('w:document', {}, [makeElement('w:body', {}, content)]),
    paragraphs,
    tables,
    images,
    boxes,
    report,
  };
}

function by(element: XmlElement | undefined): string {
  const author = element?.attributes['w:author'];
  return author ? `（${author}）` : '';
}
