import { useEffect, useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { ToldChanges } from '#shared/revision/tellChanges.ts';
import { createNewestOnly } from '../../app/newestOnly.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { type Asked, useAnswer } from '../../app/useAnswer.ts';
import { useQuiet } from '../../app/useQuiet.ts';
import { createComparer, type WantedComparison } from '../../revision/createComparer.ts';

/** A pause in typing after which the changes are told anew. */
const pause_ms = 250;

/** What has changed in a text, with the two texts it was told of. */
export interface ComparedText extends ToldChanges {
  readonly base: ArticleContent;
  readonly text: ArticleContent;
}

export interface Revisions {
  /** 底稿 and versions, as the office has them. */
  readonly asked: Asked<CommandOutput<'readRevisions'> | undefined>;
  /** Undefined while it is read; of the text that stands in the editor, saved or not, or stood there a moment ago. */
  readonly compared: ComparedText | undefined;
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
  const text = useQuiet(content, pause_ms);
  const [compared, setCompared] = useState<ComparedText>();
  const [comparing] = useState(() => {
    const comparer = createComparer();
    const newestOnly = createNewestOnly(comparer.compare, (told, { history, text: of }: WantedComparison) =>
      setCompared({ ...told, base: history.base, text: of }),
    );
    return { want: newestOnly.want, leave: newestOnly.leave, end: comparer.end };
  });
  const history = asked.value;
  useEffect(() => {
    if (!isShown || !history) return;
    comparing.want({ history, text, writer: { personId: person.id, at: new Date().toISOString() } });
  }, [comparing, isShown, history, text, person.id]);
  // The thread, and the texts in it, go with what they are shown in.
  useEffect(() => {
    if (!isShown) return;
    return () => {
      comparing.leave();
      comparing.end();
      setCompared(undefined);
    };
  }, [comparing, isShown]);
  return { asked, compared };
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
