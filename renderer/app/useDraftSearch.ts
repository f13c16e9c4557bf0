import { useEffect, useState } from 'react';
import { office } from './office.ts';
import { useAnswer } from './useAnswer.ts';

/** A pause in typing after which the texts are looked through. */
const pauseMs = 180;
const none: ReadonlySet<string> = new Set();

/** Which 来稿 or 稿件 hold in their texts what is typed in a list's field; none while nothing is typed. */
export function useDraftSearch(kind: 'manuscript' | 'article', typed: string): ReadonlySet<string> {
  const wanted = typed.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), wanted === '' ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { value } = useAnswer(`drafts-${kind}-${asked}`, async () => {
    if (asked === '') return { ok: true as const, value: none };
    const answer = await office.findDrafts({ text: asked, kind });
    return answer.ok ? { ok: true as const, value: new Set(answer.value.ids) } : answer;
  }, [kind === 'manuscript' ? 'manuscripts' : 'articles']);
  return asked === wanted ? (value ?? none) : none;
}
