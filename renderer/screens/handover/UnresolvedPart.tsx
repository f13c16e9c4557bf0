import { useState } from 'react';
import type { UnresolvedArticle } from '#shared/contract/packageCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { VersionDialog } from '../articles/VersionDialog.tsx';
import './Handover.css';

/** Articles of an issue, or one, that were changed on two machines: both texts beside each other, and which is to stand. */
export function UnresolvedPart({ issueId, articleId }: { readonly issueId?: string; readonly articleId?: string }) {
  const all = useAnswer('unresolved', () => office.listUnresolvedArticles({}), ['issues', 'articles']);
  const isEditor = useHasRole('editor');
  const [compared, setCompared] = useState<UnresolvedArticle>();
  const mine = (all.value ?? []).filter((one) =>
    articleId === undefined ? one.issueId === issueId : one.articleId === articleId,
  );
  if (all.refusal) return <Notice kind="error">{all.refusal.message}</Notice>;
  if (mine.length === 0) return null;
  const resolve = async ({ articleId, title }: UnresolvedArticle, version: number) => {
    const answer = await office.resolveArticle({ articleId, version });
    if (answer.ok) announce('ok', strings.unresolvedDone(title));
    else announceRefusal(answer);
    all.reload();
  };
  return (
    <section className="handover-part" aria-label={strings.unresolvedTitle}>
      <h3>{strings.unresolvedTitle}</h3>
      <p className="second">
        {articleId === undefined ? strings.unresolvedText : strings.unresolvedArticleText}
        {!isEditor && strings.unresolvedByEditor}
      </p>
      <ul className="handover-found">
        {mine.map((one) => (
          <li key={one.articleId}>
            <div className="handover-words">
              <strong>{one.title}</strong>
              <p className="second small">{strings.unresolvedFrom(one.machineName, momentText(one.at))}</p>
            </div>
            <div className="handover-tools">
              <Button aria-label={strings.unresolvedCompareOf(one.title)} onClick={() => setCompared(one)}>
                {strings.unresolvedCompare}
              </Button>
              {isEditor && (
                <>
                  <Button onClick={() => resolve(one, one.standing)}>{strings.unresolvedStanding}</Button>
                  <Button onClick={() => resolve(one, one.other)}>{strings.unresolvedOther(one.machineName)}</Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {compared && <Compared article={compared} onClose={() => setCompared(undefined)} />}
    </section>
  );
}

/** The text that came from the other machine, with what stands here marked against it. */
function Compared({ article, onClose }: { readonly article: UnresolvedArticle; readonly onClose: () => void }) {
  const { articleId, other, at, machineName } = article;
  const read = useAnswer(`unresolved-article-${articleId}`, () => office.readArticle({ id: articleId }), ['articles']);
  if (read.refusal) return <Notice kind="error">{read.refusal.message}</Notice>;
  if (!read.value) return null;
  return (
    <VersionDialog
      id={articleId}
      version={{ version: other, savedAt: at }}
      now={read.value.content}
      images={read.value.images}
      author={machineName}
      isComparedAtFirst
      onClose={onClose}
    />
  );
}
