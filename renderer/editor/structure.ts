import { Editor, Element, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';
import { ReactEditor } from 'slate-react';
import type { EditorDocument, EditorElement } from '#shared/document/editorDocument.ts';
import { type OrdinalFault, ordinalFaults } from '#shared/document/ordinals.ts';
import { headingLevel, sectionMove, sectionStep } from '#shared/document/sections.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { whenDrawn } from './drawing.ts';
import { isEmptyLine } from './lines.ts';
import { overwrite } from './overwrite.ts';
import { elementOfPart } from './parts.ts';
import { pointInLine } from './pointInLine.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** Where a heading goes: a step over its neighbours, or before another heading; `before: undefined` is the end of the text. */
export type HeadingTarget = { readonly step: -1 | 1 } | { readonly before: number | undefined };

/** Where the headings that the outline counts stand in the document. */
export function headingIndexes(editor: ArticleSlate): readonly number[] {
  return editor.children.flatMap((element, index) =>
    Element.isElement(element) && headingLevel(element) !== undefined && !isEmptyLine(element) ? [index] : [],
  );
}

/** Moves a heading with all below it, as one step of undo; gives its new number, or undefined where nothing moved. */
export function moveHeading(editor: ArticleSlate, number: number, target: HeadingTarget): number | undefined {
  const elements = editor.children as readonly EditorElement[];
  const indexes = headingIndexes(editor);
  const from = indexes[number];
  if (from === undefined) return undefined;
  const behindText = elements.findIndex(({ role }) => role === 'source');
  const move =
    'step' in target
      ? sectionStep(elements, from, target.step)
      : sectionMove(elements, from, target.before === undefined ? behindText : (indexes[target.before] ?? behindText));
  if (!move) return undefined;
  const { end, to } = move;
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let moved = 0; moved < end - from; moved += 1) {
        if (to > from) Transforms.moveNodes(editor, { at: [from], to: [to - 1] });
        else Transforms.moveNodes(editor, { at: [from + moved], to: [to + moved] });
      }
    });
  });
  return headingIndexes(editor).indexOf(to > from ? to - (end - from) : to);
}

/** Mends every ordinal that is wrong, as one step of undo; gives how many there were. */
export function renumberHere(editor: ArticleSlate): number {
  const document = editor.children as EditorDocument;
  const faults = ordinalFaults(toArticleContent(document).body);
  if (faults.length === 0) return 0;
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      // From behind, so that the places before stay where they are.
      for (const fault of faults.toReversed()) {
        const range = rangeOf(editor, document, fault);
        if (range) overwrite(editor, range, fault.wanted);
      }
    });
  });
  return faults.length;
}

/** Shows a passage of a part of the article, as `parts.ts` counts them, and selects it. */
export function goToText(editor: ArticleSlate, part: number, start: number, end: number): void {
  whenDrawn(editor, () => {
    const index = elementOfPart(editor.children as EditorDocument, part);
    const element = index === undefined ? undefined : editor.children[index];
    if (index === undefined || !element || !Element.isElement(element)) return;
    const anchor = pointInLine(element, [index], start, 'start');
    // Behind a change it would come late, and the next key would go elsewhere.
    ReactEditor.focus(editor);
    Transforms.select(editor, { anchor, focus: pointInLine(element, [index], end, 'end') });
    ReactEditor.toDOMNode(editor, element).scrollIntoView({ block: 'center' });
  });
}

function rangeOf(editor: ArticleSlate, document: EditorDocument, { block, start, end }: OrdinalFault) {
  const index = elementOfPart(document, block + 1);
  const element = index === undefined ? undefined : editor.children[index];
  if (index === undefined || !element || !Element.isElement(element)) return undefined;
  return {
    anchor: pointInLine(element, [index], start, 'start'),
    focus: pointInLine(element, [index], end, 'end'),
  };
}
