import { useState } from 'react';
import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { words } from '../../strings/words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ArticleWork } from './ArticleWork.tsx';

export interface ArticlePaneProps {
  readonly summary: ArticleSummary;
  readonly issues: readonly IssueSummary[];
  readonly nameOf: (personId: string) => string;
  readonly hasRoomForInspector: boolean;
  readonly onBack?: () => void;
}

/** Reads the article, then lets one work on it; read again after a version was restored or taken over. */
export function ArticlePane(props: ArticlePaneProps) {
  const { id } = props.summary;
  const { lent, cameFrom } = props.summary;
  const [again, setGeneration] = useState(0);
  // What went to another machine or came from one is read anew.
  const generation = `${again}-${lent?.package ?? ''}-${cameFrom?.at ?? ''}`;
  const asked = useAnswer(`article-${id}-${generation}`, () => office.readArticle({ id }));
  if (asked.refusal) {
    return (
      <div className="articles-refusal">
        <Notice kind="error">{asked.refusal.message}</Notice>
      </div>
    );
  }
  if (!asked.value) return <p className="shell-loading second">{words.loading}</p>;
  return (
    <ArticleWork
      key={generation}
      {...props}
      read={asked.value}
      onReadAgain={() => setGeneration((count) => count + 1)}
    />
  );
}
