import { useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { mixArticle } from '#shared/revision/mixArticle.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { changeText, revisions } from '../../strings/revisions.ts';
import { signOff } from '../../strings/signOff.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ArticleChanges } from './ArticleChanges.tsx';
import type { Correction } from './corrections.ts';
import { usePeopleNames } from './usePeopleNames.ts';

export interface ChangesTabProps {
  readonly issue: WholeIssue;
  readonly corrections: readonly Correction[];
  /** The person may make corrections undone: the reviewer whose turn it is. */
  readonly mayWithdraw: boolean;
  /** The content has changed since they were told; what is listed is told anew at any moment. */
  readonly isStale: boolean;
}

/** What was corrected since the issue was handed over, article by article. */
export function ChangesTab({ issue, corrections, mayWithdraw, isStale }: ChangesTabProps) {
  const nameOf = usePeopleNames();
  const [isBusy, setIsBusy] = useState(false);
  if (corrections.length === 0) return <EmptyState icon="article" title={signOff.noChanges} />;
  const correct = (contentHash: string, articleId: string, content: ArticleContent): Promise<Answer<WholeIssue>> =>
    office.correctArticle({ id: issue.summary.id, contentHash, articleId, content, images: {} });
  const withdraw = async ({ articleId, comparison, changes }: Correction, change: number) => {
    const article = issue.document.articles.find(({ id }) => id === articleId);
    if (!article) return;
    const { id: _id, ...content } = article;
    setIsBusy(true);
    const answer = await correct(
      issue.contentHash,
      articleId,
      mixArticle(comparison, (one) => one !== change),
    );
    setIsBusy(false);
    if (!answer.ok) return announceRefusal(answer);
    const { contentHash } = answer.value;
    const run = async () => {
      const again = await correct(contentHash, articleId, content);
      if (!again.ok) announceRefusal(again);
    };
    const what = changes.find(({ number }) => number === change);
    announce('ok', signOff.withdrawn(what ? changeText(what) : ''), { label: revisions.undo, run: () => void run() });
  };
  return (
    <div className="changes">
      <p className="second small">{mayWithdraw ? signOff.changesHint : signOff.changesRead}</p>
      {corrections.map((correction) => (
        <ArticleChanges
          key={correction.articleId}
          {...correction}
          images={{ ...correction.images, ...issue.document.images }}
          nameOf={nameOf}
          isBusy={isBusy || isStale}
          onWithdraw={mayWithdraw ? (change) => void withdraw(correction, change) : undefined}
        />
      ))}
    </div>
  );
}
