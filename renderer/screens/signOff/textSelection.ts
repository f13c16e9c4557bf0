import { useEffect, useState } from 'react';

/** Words that are selected inside one block of one article. */
export interface SelectedWords {
  readonly articleId: string;
  readonly block: number;
  readonly quote: string;
}

/** What a comment may quote at most. */
const longest = 500;

/** Follows the selection while it lies in a block (`data-block`) of an article (`data-article`). */
export function useSelectedWords(): SelectedWords | undefined {
  const [selected, setSelected] = useState<SelectedWords>();
  useEffect(() => {
    const look = () => setSelected(selectedNow());
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  return selected;
}

function selectedNow(): SelectedWords | undefined {
  const selection = document.getSelection();
  const quote =
    selection
      ?.toString()
      .replace(/\s*\n\s*/g, '')
      .trim()
      .slice(0, longest) ?? '';
  const start = selection?.rangeCount ? selection.getRangeAt(0).startContainer.parentElement : null;
  const block = start?.closest<HTMLElement>('[data-block]')?.dataset.block;
  const articleId = start?.closest<HTMLElement>('[data-article]')?.dataset.article;
  if (quote === '' || block === undefined || articleId === undefined) return undefined;
  return { articleId, block: Number(block), quote };
}
