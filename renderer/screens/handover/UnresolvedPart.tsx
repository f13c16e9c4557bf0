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

export interface UnresolvedPartProps {
  /** The issue whose articles are meant, or the article. */
  readonly issueId?: string;
  readonly articleId?: string;
  /** It is on another machine: which text stands is decided once it is back. */
  readonly isLent?: boolean;
  /** Where the text is open as well: does what chooses, which says whether another text may stand now. */
  readonly onChoice?: (choose: () => Promise<boolean>) => Promise<unknown>;
}

/** Articles of an issue, or one, that were changed on two machines: both texts beside each other, and which is to stand. */
export function UnresolvedPart({
  issueId,
  articleId,
  isLent = false,
  onChoice = (choose) => choose(),
}: UnresolvedPartProps) {
  const all = useAnswer('unresolved', () => office.listUnresolvedArticles({}), ['issues', 'articles']);
  const isEditor = useHasRole('editor');
  const [compared, setCompared] = useState<UnresolvedArticle>();
  const [isBusy, setIsBusy] = useState(false);
  const mine = (all.value ?? []).filter((one) =>
    articleId === undefined ? one.issueId === issueId : one.articleId === articleId,
  );
  if (all.refusal) return <Notice kind="error">{all.refusal.message}</Notice>;
  if (mine.length === 0) return null;
  const resolve = async (one: UnresolvedArticle, which: 'standing' | 'other') => {
    // What has been saved since may stand as a version of its own.
    const known = await office.listUnresolvedArticles({});
    const now = known.ok ? known.value.find(({ articleId }) => articleId === one.articleId) : undefined;
    const answer = await office.resolveArticle({ articleId: one.articleId, version: (now ?? one)[which] });
    if (answer.ok) announce('ok', strings.unresolvedDone(one.title));
    else announceRefusal(answer);
    all.reload();
    return answer.ok;
  };
  const choose = async (one: UnresolvedArticle, which: 'standing' | 'other') => {
    setIsBusy(true);
    await onChoice(() => resolve(one, which));
    setIsBusy(false);
  };
  const textOfOne = isLent ? strings.unresolvedLentText : strings.unresolvedArticleText;
  return (
    <section className="handover-part" aria-label={strings.unresolvedTitle}>
      <h3>{strings.unresolvedTitle}</h3>
      <p className="second">
        {articleId === undefined ? strings.unresolvedText : textOfOne}
        {!isEditor && !isLent && strings.unresolvedByEditor}
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
              {isEditor && !isLent && (
                <>
                  <Button disabled={isBusy} onClick={() => choose(one, 'standing')}>
                    {strings.unresolvedStanding}
                  </Button>
                  <Button disabled={isBusy} onClick={() => choose(one, 'other')}>
                    {strings.unresolvedOther(one.machineName)}
                  </Button>
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
