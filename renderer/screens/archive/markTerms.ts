const name = 'search';

/** Marks the words that were searched for in a text on the screen. */
export function markTerms(root: HTMLElement, text: string): void {
  const terms = text.split(/\s+/).filter(Boolean);
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent?.toLowerCase() ?? '';
    for (const term of terms) {
      const wanted = term.toLowerCase();
      for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set(name, new Highlight(...ranges));
}

export function unmarkTerms(): void {
  CSS.highlights.delete(name);
}
