import { isPageNumber, type ReportEntry } from '#formats/text/textLine.ts';
import type { DocxPackage } from './openPackage.ts';
import { relationships } from './relationships.ts';
import { childElements, descendants, excerpt, shownText } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

/** What a DOCX has round its body and import leaves behind, one entry each, at place 0: the file as a whole. */
export function listSurroundings(docx: DocxPackage, mainPart: string): readonly ReportEntry[] {
  const report: ReportEntry[] = [];
  const say = (kind: string, message: string) => {
    // First, odd and even pages often repeat one header.
    if (!report.some((entry) => entry.message === message)) report.push({ line: 0, kind, message });
  };
  const related = relationships(docx, mainPart);
  for (const { type, target, external } of related) {
    if (external && type !== 'image') say('externalLink', `去掉链接：${excerpt(target)}`);
    if (external || (type !== 'header' && type !== 'footer')) continue;
    const root = docx.xml(target);
    const text = root ? excerpt(withoutPageNumber(root)) : '';
    if (text !== '') say(type, `${type === 'header' ? '页眉' : '页脚'}没有收入：${text}`);
  }
  for (const name of docx.names) {
    if (/vbaProject\.bin$/i.test(name)) say('macro', '文件带有宏，没有收入');
    if (/\/(?:embeddings|activeX)\/[^/]+\.(?!rels$)\w+$/i.test(name)) say('embedded', `嵌入的对象没有收入：${name}`);
  }
  const people = childElements(docx.xml('docProps/core.xml'))
    .filter(({ name }) => name === 'dc:creator' || name === 'cp:lastModifiedBy')
    .map((each) => each.children.join('').trim())
    .filter((name) => name !== '');
  if (people.length > 0) say('metadata', `文件属性中的姓名没有收入：${[...new Set(people)].join('、')}`);
  return report;
}

/** The text of a header or footer, nothing when it is only the page's number. */
function withoutPageNumber(root: XmlElement): string {
  const hasPageField =
    descendants(root, 'w:instrText').some(({ children }) => /PAGE/i.test(children.join(''))) ||
    descendants(root, 'w:fldSimple').some(({ attributes }) => /PAGE/i.test(attributes['w:instr'] ?? '')) ||
    descendants(root, 'w:pgNum').length > 0;
  const text = shownText(root).trim();
  const only = hasPageField && /^[\s\d\-—–－─·第页共/]*$/.test(text);
  return only || isPageNumber(text) ? '' : text;
}
