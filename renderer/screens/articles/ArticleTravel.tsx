import { useState } from 'react';
import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import { office } from '../../app/office.ts';
import { articles as strings } from '../../strings/articles.ts';
import { handover } from '../../strings/handover.ts';
import { dayText, momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { ReclaimDialog } from '../handover/ReclaimDialog.tsx';
import { UnresolvedPart, type UnresolvedPartProps } from '../handover/UnresolvedPart.tsx';

export interface ArticleTravelProps {
  readonly summary: ArticleSummary;
  readonly isEditor: boolean;
  readonly onChoice: NonNullable<UnresolvedPartProps['onChoice']>;
}

/** On which machine an article is, how it comes back, from where it came, and of which two texts one is to be chosen. */
export function ArticleTravel({ summary, isEditor, onChoice }: ArticleTravelProps) {
  const { id, lent, cameFrom, issueId } = summary;
  return (
    <div className="articles-travel">
      {lent && <Lent id={id} lent={lent} isEditor={isEditor} />}
      {!lent && cameFrom && issueId === undefined && (
        <p className="second small">{strings.cameFrom(cameFrom.machineName, momentText(cameFrom.at))}</p>
      )}
      <UnresolvedPart articleId={id} isLent={lent !== undefined} onChoice={onChoice} />
    </div>
  );
}

interface LentProps {
  readonly id: string;
  readonly lent: NonNullable<ArticleSummary['lent']>;
  readonly isEditor: boolean;
}

function Lent({ id, lent, isEditor }: LentProps) {
  const { machineName, personName, since, dueOn, isOverdue, receivedAt } = lent;
  const [isReclaiming, setIsReclaiming] = useState(false);
  return (
    <section aria-label={handover.title}>
      <Notice kind="info">
        <p>
          <strong>{handover.lentAt(machineName, momentText(since))}</strong>
          {isOverdue && <Badge kind="error">{handover.overdue}</Badge>}
        </p>
        <p>{handover.articleLentText}</p>
        <p className="second small">
          {`${handover.lentBy(personName)}　`}
          {receivedAt === undefined ? handover.lentNotReceived : handover.lentReceived(momentText(receivedAt))}
          {dueOn !== undefined && receivedAt === undefined && `　${handover.lentDue(dayText(dueOn))}`}
        </p>
        {isEditor && (
          <Button kind="quiet" onClick={() => setIsReclaiming(true)}>
            {handover.reclaim}
          </Button>
        )}
      </Notice>
      {isReclaiming && (
        <ReclaimDialog
          text={handover.reclaimArticleText(machineName)}
          done={handover.articleReclaimed}
          reclaim={(given) => office.reclaimArticle({ id, ...given })}
          onClose={() => setIsReclaiming(false)}
        />
      )}
    </section>
  );
}
