import { useState } from 'react';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { backIssues as strings } from '../../strings/backIssues.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { PaneHead } from '../../ui/Panes.tsx';
import { ArchivedText } from '../archive/ArchivedText.tsx';
import './BackIssues.css';

export interface BackIssueDetailProps {
  readonly id: string;
  readonly articleId: string | undefined;
  readonly searched: string;
  readonly onBack?: (() => void) | undefined;
}

/** One back issue: the text that was read, said to be no print of its time, and its file to be saved. */
export function BackIssueDetail({ id, articleId, searched, onBack }: BackIssueDetailProps) {
  const { value, refusal } = useAnswer(`back-issue-${id}`, () => office.readBackIssue({ id }));
  const isArchivist = useHasRole('archivist');
  const [isBusy, setIsBusy] = useState(false);
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!value) return <p className="second detail-loading">{words.loading}</p>;
  const { issue, document } = value;
  const saveOriginal = async () => {
    setIsBusy(true);
    const answer = await office.exportBackIssue({ id });
    setIsBusy(false);
    if (!answer.ok) return announceRefusal(answer);
    await saveFiles({ title: strings.saveTitle(answer.value.name), files: [answer.value] });
  };
  const signed = document.signOff.map(({ label, person }) => `${label} ${person}`).join('　');
  return (
    <div className="back-detail">
      <PaneHead
        title={
          <>
            {issue.publicationName}
            {issue.numberText} <Badge kind="plain">{strings.badge}</Badge>
          </>
        }
      >
        {onBack && (
          <Button kind="quiet" icon="left" onClick={onBack}>
            {words.backToList}
          </Button>
        )}
        {isArchivist && (
          <Button icon="export" isBusy={isBusy} onClick={saveOriginal}>
            {strings.saveOriginal}
          </Button>
        )}
      </PaneHead>
      <div className="back-told">
        <Notice kind="info">{strings.notPrinted(issue.fileName)}</Notice>
        <p className="second small">
          {[strings.dated(dayText(issue.date)), document.column, signed && strings.signedThen(signed)]
            .filter(Boolean)
            .join('　')}
        </p>
      </div>
      <ArchivedText document={document} articleId={articleId} searched={searched} />
    </div>
  );
}
