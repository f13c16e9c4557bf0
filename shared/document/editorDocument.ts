import type { TextRole } from '#shared/issue/block.ts';

/** A run of text in the editor. Run-in headings follow from the wording, so they are no mark here. */
export interface EditorText {
  readonly text: string;
  readonly bold?: true;
  readonly emphasis?: true;
  readonly superscript?: true;
}
export type EditorMark = Exclude<keyof EditorText, 'text'>;
export const editorMarks = ['bold', 'emphasis', 'superscript'] as const satisfies readonly EditorMark[];

/** Lines above the text: one to three of the title as they break, then what stands under it. */
export interface HeadElement {
  readonly role: 'title' | 'subtitle' | 'byline';
  readonly children: EditorText[];
}
/** 落款. `unit` is the unit of the register that `unitLine` stood for: it holds while the line is not rewritten. */
export interface SourceElement {
  readonly role: 'source';
  readonly unit: string;
  readonly unitLine: string;
  readonly children: EditorText[];
}
export interface TextElement {
  readonly role: TextRole;
  readonly children: EditorText[];
}
export interface ItemElement {
  readonly role: 'item';
  readonly children: EditorText[];
}
export interface ListElement {
  readonly role: 'list';
  readonly ordered: boolean;
  readonly children: ItemElement[];
}
export interface CellElement {
  readonly role: 'cell';
  readonly rowSpan?: number;
  readonly columnSpan?: number;
  readonly children: EditorText[];
}
export interface RowElement {
  readonly role: 'row';
  readonly children: CellElement[];
}
export interface TableElement {
  readonly role: 'table';
  readonly headerRows: number;
  readonly columnWidths?: readonly number[];
  readonly children: RowElement[];
}
/** The children are the caption. */
export interface FigureElement {
  readonly role: 'figure';
  readonly image: string;
  readonly children: EditorText[];
}
export type BodyElement = TextElement | ListElement | TableElement | FigureElement;
export type TopElement = HeadElement | BodyElement | SourceElement;
export type EditorElement = TopElement | ItemElement | RowElement | CellElement;
/** What the editor holds, in the order it is read: title lines, subtitle, byline, blocks, source line. */
export type EditorDocument = readonly TopElement[];

/** The plain text of an element. */
export function elementText(element: EditorElement): string {
  return (element.children as readonly (EditorText | EditorElement)[])
    .map((child) => ('text' in child ? child.text : elementText(child)))
    .join('');
}
