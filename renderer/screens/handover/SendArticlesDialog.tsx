import { useState } from 'react';
import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import { articlesAtOnce } from '#shared/handover/articleRows.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useQuiet } from '../../app/useQuiet.ts';
import { articles as articleStrings } from '../../strings/articles.ts';
import { handover as strings } from '../../strings/handover.ts';
import { momentText } from '../../strings/words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { usePeopleNames } from '../signOff/usePeopleNames.ts';
import { ArticleChoice } from './ArticleChoice.tsx';
import { whyUnsaved } from './askToSendArticles.ts';
import { SendForm } from './SendForm.tsx';
import { SendSize } from './SendSize.tsx';
import './Handover.css';

/** A pause in choosing after which the package is measured: for that every text is put together. */
const measurePause_ms = 400;

export interface SendArticlesDialogProps {
  /** Those that are chosen at first. */
  readonly asked: readonly string[];
  readonly onClose: () => void;
}

/** 交到另一台机器 of articles that stand in no issue: which of them, and where they go. */
export function SendArticlesDialog({ asked, onClose }: SendArticlesDialogProps) {
  const { person } = useSignedIn();
  const all = useAnswer('send-articles', () => office.listArticles({}), ['articles']);
  const unresolved = useAnswer('send-unresolved', () => office.listUnresolvedArticles({}), ['articles', 'issues']);
  const nameOf = usePeopleNames();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(asked));
  const free = (all.value ?? [])
    .filter(({ id, issueId, lent, shelved }) => issueId === undefined && !lent && (!shelved || asked.includes(id)))
    .toSorted((left, right) => Number(asked.includes(right.id)) - Number(asked.includes(left.id)))
    .map((article) => ({
      id: article.id,
      title: article.title || articleStrings.untitled,
      saved: strings.sendArticlesSaved(nameOf(article.savedBy), momentText(article.savedAt)),
      whyNot: whyNot(article),
    }));
  const going = free.filter(({ id, whyNot: held }) => held === undefined && chosen.has(id));
  const articleIds = going.map(({ id }) => id);
  const isTooMany = articleIds.length > articlesAtOnce;
  const settled = useQuiet(isTooMany ? '' : articleIds.join(' '), measurePause_ms);

  function whyNot({ id, writing }: ArticleSummary): string | undefined {
    if (writing && writing.personId !== person.id) return strings.sendArticlesHeld(nameOf(writing.personId));
    const isOpen = unresolved.value?.some(({ articleId }) => articleId === id);
    return isOpen ? strings.sendArticlesUnresolved : undefined;
  }

  return (
    <SendForm
      kind="articles"
      isReady={articleIds.length > 0 && !isTooMany && unresolved.value !== undefined}
      refusal={all.refusal?.message ?? unresolved.refusal?.message}
      size={(medium) =>
        settled !== '' &&
        articleIds.length > 0 &&
        !isTooMany && (
          <SendSize
            of={settled}
            measure={() => office.measureArticlePackage({ articleIds: settled.split(' ') })}
            {...medium}
          />
        )
      }
      write={async (target) => {
        const message = await whyUnsaved(going);
        if (message !== undefined) return { ok: false, code: 'conflict', message };
        return office.writeArticlePackage({ articleIds, ...target });
      }}
      onClose={onClose}
    >
      {(isBusy) => (
        <>
          <p>{strings.sendArticlesText}</p>
          {all.value && free.length === 0 ? (
            <p className="second">{strings.sendArticlesNone}</p>
          ) : (
            <ArticleChoice
              articles={free}
              chosen={articleIds}
              onChosen={(ids) => setChosen(new Set(ids))}
              disabled={isBusy}
            />
          )}
          {isTooMany && <Notice kind="warn">{strings.sendArticlesTooMany(articlesAtOnce, articleIds.length)}</Notice>}
        </>
      )}
    </SendForm>
  );
}
