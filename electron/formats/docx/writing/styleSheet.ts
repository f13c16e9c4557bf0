import {
  type CharacterStyle,
  characterStyles,
  type ParagraphStyle,
  paragraphStyles,
  tableStyle,
} from '#formats/docx/bulletinStyles.ts';
import { makeElement } from '#formats/docx/makeElement.ts';
import { writeXml, type XmlElement } from '#formats/docx/xmlTree.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { type ParagraphLook, paragraphLooks } from './paragraphLooks.ts';
import { fonts, paragraphElements, rule, runElements } from './styleElements.ts';
import { slotFontNames } from './wordFonts.ts';
import { twips } from './wordUnits.ts';

const value = (name: string, content: string) => makeElement(name, { 'w:val': content });
const keys = <Key extends string>(styles: Readonly<Record<Key, unknown>>) => Object.keys(styles) as Key[];

/** word/styles.xml: the parts of a bulletin as styles that a Word user can edit. */
export function styleSheet(document: IssueDocument, parameters: LayoutParameters): string {
  const looks = paragraphLooks(document, parameters);
  return writeXml(
    makeElement('w:styles', {}, [
      documentDefaults(parameters),
      ...keys(paragraphStyles).map((key) => paragraphStyle(key, looks[key], parameters)),
      ...keys(characterStyles).map((key) => characterStyle(key, parameters)),
      tableStyleElement(parameters),
    ]),
  );
}

function documentDefaults(parameters: LayoutParameters): XmlElement {
  const body: ParagraphLook = { slot: 'body', size_pt: parameters.bodySize_pt };
  const language = makeElement('w:lang', { 'w:val': 'en-US', 'w:eastAsia': 'zh-CN', 'w:bidi': 'ar-SA' });
  return makeElement('w:docDefaults', {}, [
    makeElement('w:rPrDefault', {}, [makeElement('w:rPr', {}, [...runElements(body, false, parameters), language])]),
    makeElement('w:pPrDefault', {}),
  ]);
}

function paragraphStyle(key: ParagraphStyle, look: ParagraphLook, parameters: LayoutParameters): XmlElement {
  const { id, name } = paragraphStyles[key];
  const isBase = key === 'paragraph';
  const kind = isBase ? { 'w:default': '1' } : { 'w:customStyle': '1' };
  return makeElement('w:style', { 'w:type': 'paragraph', ...kind, 'w:styleId': id }, [
    value('w:name', name),
    ...(isBase ? [] : [value('w:basedOn', paragraphStyles.paragraph.id)]),
    ...(look.next ? [value('w:next', paragraphStyles[look.next].id)] : []),
    makeElement('w:qFormat', {}),
    makeElement('w:pPr', {}, paragraphElements(look, isBase, parameters)),
    makeElement('w:rPr', {}, runElements(look, isBase, parameters)),
  ]);
}

/** 黑体 is the bold of Chinese text and 楷体 its italic, as on the printed page; nothing is thickened or slanted. */
function characterStyle(key: CharacterStyle, parameters: LayoutParameters): XmlElement {
  const runInSlot = { body: undefined, kai: 'kai', bold: 'hei' } as const;
  const slots: Readonly<Record<CharacterStyle, FontSlot | undefined>> = {
    runIn: runInSlot[parameters.runInFace],
    bold: 'hei',
    emphasis: 'kai',
    noteLabel: 'hei',
  };
  const { id, name } = characterStyles[key];
  const slot = slots[key];
  return makeElement('w:style', { 'w:type': 'character', 'w:customStyle': '1', 'w:styleId': id }, [
    value('w:name', name),
    makeElement('w:qFormat', {}),
    makeElement('w:rPr', {}, slot ? [fonts(slotFontNames(slot, parameters))] : []),
  ]);
}

function tableStyleElement({ tableRule_mm, tableCellPadding_mm }: LayoutParameters): XmlElement {
  const sides = ['w:top', 'w:left', 'w:bottom', 'w:right', 'w:insideH', 'w:insideV'];
  const rules = sides.map((side) => rule(side, { width_mm: tableRule_mm, colour: '#000000' }));
  const padding = String(twips(tableCellPadding_mm));
  const margins = ['w:top', 'w:left', 'w:bottom', 'w:right'].map((side) =>
    makeElement(side, { 'w:w': padding, 'w:type': 'dxa' }),
  );
  return makeElement('w:style', { 'w:type': 'table', 'w:customStyle': '1', 'w:styleId': tableStyle.id }, [
    value('w:name', tableStyle.name),
    makeElement('w:qFormat', {}),
    makeElement('w:tblPr', {}, [makeElement('w:tblBorders', {}, rules), makeElement('w:tblCellMar', {}, margins)]),
  ]);
}
