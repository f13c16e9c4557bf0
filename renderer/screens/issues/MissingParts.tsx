import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { issues } from '../../strings/issues.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** What keeps the draft from 送审, each with the way there. */
export function MissingParts({ issueId, isEmpty }: { readonly issueId: string; readonly isEmpty: boolean }) {
  const missing = useAnswer(`missing-${issueId}`, () => office.listMissing({ id: issueId }), ['issues', 'articles']);
  const parts = missing.value ?? [];
  // An issue without articles says so where they would stand.
  if (isEmpty || parts.length === 0) return null;
  return (
    <Notice kind="warn">
      {issues.missing}
      <ul className="missing">
        {parts.map(({ text, articleId }) => (
          <li key={text + articleId}>
            {text}
            {articleId !== undefined && (
              <Button kind="quiet" onClick={() => goTo({ place: 'articles', id: articleId })}>
                {issues.find}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
