import { useState } from 'react';
import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import type { Images } from '../../editor/ArticleView.tsx';
import { articles as strings } from '../../strings/articles.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { ArticleAccess } from './articleAccess.ts';
import { VersionDialog } from './VersionDialog.tsx';

export interface TakeOverNoticeProps {
  readonly summary: ArticleSummary;
  readonly holder: ArticleAccess['holder'];
  /** The text as it stands now, to compare what was taken over with. */
  readonly content: ArticleContent;
  readonly images: Images;
  readonly nameOf: (personId: string) => string;
  readonly onReadAgain: () => void;
}

/** Who is writing the article, with the step to take it over; and that it was taken over from whoever reads this. */
export function TakeOverNotice({ summary, holder, content, images, nameOf, onReadAgain }: TakeOverNoticeProps) {
  const { id, takenOver } = summary;
  const [isComparing, setIsComparing] = useState(false);
  const takeOver = async () => {
    if (!holder) return;
    const name = nameOf(holder.personId);
    const { takeOver: verb } = strings;
    if ((await ask({ title: strings.takeOverTitle(name), text: strings.takeOverText(name), verb })) === undefined)
      return;
    const { version, saves } = summary;
    const answer = await office.takeOverArticle({ id, baseVersion: version, baseSaves: saves });
    if (!answer.ok) return announceRefusal(answer);
    announce('ok', strings.takenOverFrom(name));
    onReadAgain();
  };
  const acknowledge = async () => {
    const answer = await office.acknowledgeTakeOver({ id });
    if (!answer.ok) announceRefusal(answer);
  };
  if (!holder && !takenOver) return null;
  return (
    <div className="articles-reason articles-notices">
      {takenOver && (
        <Notice
          kind="warn"
          action={
            <>
              <Button onClick={() => setIsComparing(true)}>{strings.compareTaken}</Button>
              <Button onClick={acknowledge}>{strings.acknowledge}</Button>
            </>
          }
        >
          {strings.takenOver(nameOf(takenOver.by), momentText(takenOver.at), takenOver.version)}
        </Notice>
      )}
      {holder && (
        <Notice kind="info" action={<Button onClick={takeOver}>{strings.takeOver}</Button>}>
          {strings.held(nameOf(holder.personId), momentText(holder.since), momentText(summary.savedAt))}
        </Notice>
      )}
      {takenOver && isComparing && (
        <VersionDialog
          id={id}
          version={{ version: takenOver.version, savedAt: takenOver.at }}
          now={content}
          images={images}
          author={strings.yours}
          isComparedAtFirst
          onClose={() => setIsComparing(false)}
        />
      )}
    </div>
  );
}
