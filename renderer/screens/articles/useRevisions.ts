import { useDeferredValue, useMemo } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { type ArticleComparison, compareArticles } from '#shared/revision/compareArticles.ts';
import { type ListedChange, listChanges } from '#shared/revision/listChanges.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { type Asked, useAnswer } from '../../app/useAnswer.ts';

export interface Revisions {
  /** 底稿 and versions, as the office has them. */
  readonly asked: Asked<CommandOutput<'readRevisions'> | undefined>;
  /** Undefined while it is read; of the text that stands in the editor, saved or not. */
  readonly comparison: ArticleComparison | undefined;
  /** The text that is compared. */
  readonly text: ArticleContent;
  readonly changes: readonly ListedChange[];
}

/** What has changed in an article since its 底稿 and who did it; `isShown` is false while nobody looks at it. */
export function useRevisions(id: string, content: ArticleContent, isShown: boolean): Revisions {
  const { person } = useSignedIn();
  const asked = useAnswer<CommandOutput<'readRevisions'> | undefined>(
    isShown ? `revisions-${id}` : 'unseen',
    () => (isShown ? office.readRevisions({ id }) : Promise.resolve({ ok: true, value: undefined })),
    isShown ? ['articles'] : [],
  );
  // Typing goes before telling what was typed.
  const text = useDeferredValue(content);
  const { value } = asked;
  const comparison = useMemo(
    () => (isShown && value ? compareArticles(value.base, text) : undefined),
    [isShown, value, text],
  );
  const changes = useMemo(() => {
    if (!comparison || !value) return [];
    const saved = value.steps.at(-1)?.content ?? value.base;
    // Whoever only looks has written nothing.
    const isSaved = JSON.stringify(saved) === JSON.stringify(text);
    const now = { personId: person.id, at: new Date().toISOString(), content: text };
    return listChanges(comparison, value.base, isSaved ? value.steps : [...value.steps, now]);
  }, [comparison, value, text, person.id]);
  return { asked, comparison, changes, text };
}
