import { Element, type Node, type NodeEntry, type Range } from 'slate';
import { elementText } from '#shared/document/editorDocument.ts';
import { runInRanges } from '#shared/document/runInRanges.ts';
import { pointInLine } from './pointInLine.ts';

type RunInRange = Range & { readonly runIn: true };
type Offsets = ReturnType<typeof runInRanges>;

const known = new WeakMap<Node, Offsets>();

/** 串标 as decorations: they follow from the wording and are no part of the document. */
export function decorateRunIn([node, path]: NodeEntry): RunInRange[] {
  if (!Element.isElement(node) || (node.role !== 'paragraph' && node.role !== 'lead')) return [];
  let offsets = known.get(node);
  if (!offsets) {
    offsets = runInRanges(elementText(node));
    known.set(node, offsets);
  }
  return offsets.map(({ start, end }) => ({
    anchor: pointInLine(node, path, start, 'start'),
    focus: pointInLine(node, path, end, 'end'),
    runIn: true,
  }));
}
