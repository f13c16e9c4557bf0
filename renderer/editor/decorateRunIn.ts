import { Element, type Node, type NodeEntry, type Range } from 'slate';
import { elementText } from '#shared/document/editorDocument.ts';
import { runInRanges } from '#shared/document/runInRanges.ts';

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
  const point = (offset: number) => {
    let left = offset;
    for (const [index, child] of node.children.entries()) {
      if (left <= child.text.length) return { path: [...path, index], offset: left };
      left -= child.text.length;
    }
    return { path: [...path, 0], offset: 0 };
  };
  return offsets.map(({ start, end }) => ({ anchor: point(start), focus: point(end), runIn: true }));
}
