import { useDeferredValue, useMemo, useRef } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { type ArticleComparison, compareArticles } from '#shared/revision/compareArticles.ts';
import { type ListedChange, listChanges } from '#shared/revision/listChanges.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { type Asked, useAnswer } from '../../app/useAnswer.ts';
import { useQuiet } from '../../app/useQuiet.ts';

/** A pause in typing after which the changes are told anew: comparing a long text takes longer than a key may. */
const pause_ms = 250;

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
  const held = useRef<CommandOutput<'readRevisions'>>(undefined);
  const read = useRef(async () => {
    const answer = await readRevisions(id, held.current);
    if (answer.ok) held.current = answer.value;
    return answer;
  });
  const asked = useAnswer<CommandOutput<'readRevisions'> | undefined>(
    isShown ? `revisions-${id}` : 'unseen',
    () => (isShown ? read.current() : Promise.resolve({ ok: true, value: undefined })),
    isShown ? ['articles'] : [],
  );
  // Typing goes before telling what was typed.
  const text = useDeferredValue(useQuiet(content, pause_ms));
  const { value } = asked;
  // The same as long as the 底稿 is: saving what was typed compares nothing anew.
  const base = value?.base;
  const comparison = useMemo(() => (isShown && base ? compareArticles(base, text) : undefined), [isShown, base, text]);
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

/** All of it at first; then only what was saved since, and the very same answer where nothing was. */
async function readRevisions(
  id: string,
  held: CommandOutput<'readRevisions'> | undefined,
): Promise<Answer<CommandOutput<'readRevisions'>>> {
  if (!held) return office.readRevisions({ id });
  const { baseNumber, saves, steps } = held;
  const fromVersion = steps.at(-1)?.version ?? 0;
  const news = await office.readNewRevisions({ id, baseNumber, saves, fromVersion });
  if (!news.ok) return news;
  if (!news.value) return office.readRevisions({ id });
  if (news.value.steps.length === 0) return { ok: true, value: held };
  const known = steps.filter(({ version }) => version < fromVersion);
  return { ok: true, value: { ...held, saves: news.value.saves, steps: [...known, ...news.value.steps] } };
}
