import { termPlaces } from '#shared/search/highlight.ts';
import { queryTerms } from '#shared/search/searchQuery.ts';

const name = 'search';
const blockNames = 'p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote, figcaption';

/** Marks the words that were searched for in a text on the screen. */
export function markTerms(root: HTMLElement, query: string): void {
  const terms = queryTerms(query);
  const ranges: Range[] = [];
  for (const block of blocksOf(root)) {
    const nodes = textNodesIn(block);
    const text = nodes.map(({ data }) => data).join('');
    for (const { start, end } of termPlaces(text, terms)) {
      const [from, to] = [pointAt(nodes, start), pointAt(nodes, end)];
      if (!from || !to) continue;
      const range = document.createRange();
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
      ranges.push(range);
    }
  }
  CSS.highlights.set(name, new Highlight(...ranges));
}

export function unmarkTerms(): void {
  CSS.highlights.delete(name);
}

/** Words go across what is bold or not, and not from one paragraph to the next. */
function blocksOf(root: HTMLElement): readonly Element[] {
  const blocks = [...root.querySelectorAll(blockNames)].filter((block) => !block.querySelector(blockNames));
  return blocks.length === 0 ? [root] : blocks;
}

function textNodesIn(block: Element): readonly Text[] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}

function pointAt(nodes: readonly Text[], place: number): { readonly node: Text; readonly offset: number } | undefined {
  let before = 0;
  for (const node of nodes) {
    if (place <= before + node.length) return { node, offset: place - before };
    before += node.length;
  }
  return undefined;
}
