import type { IssueComment } from '#shared/contract/issueCommands.ts';

const name = 'comment';

/** Marks the words that open comments quote, as a highlight over the text: the text itself stays as it is. */
export function markComments(root: HTMLElement, comments: readonly IssueComment[]): void {
  const ranges = comments.flatMap((comment) => (comment.resolvedAt ? [] : (rangeOf(root, comment) ?? [])));
  CSS.highlights.set(name, new Highlight(...ranges));
}

export function unmarkComments(): void {
  CSS.highlights.delete(name);
}

/** Where the quoted words stand now; undefined where they no longer do. */
export function rangeOf(root: HTMLElement, { articleId, block, quote }: IssueComment): Range | undefined {
  if (articleId === undefined || block === undefined || quote === '') return undefined;
  const article = root.querySelector(`[data-article="${CSS.escape(articleId)}"]`);
  const element = article?.querySelector(`[data-block="${block}"]`);
  const at = element?.textContent.indexOf(quote) ?? -1;
  if (!element || at < 0) return undefined;
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (at >= passed && at < passed + length) range.setStart(node, at - passed);
    if (at + quote.length <= passed + length) {
      range.setEnd(node, at + quote.length - passed);
      return range;
    }
    passed += length;
  }
  return undefined;
}
