import { useState } from 'react';
import { articlesAtOnce } from '#shared/handover/articleRows.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { articles as articleStrings } from '../../strings/articles.ts';
import { handover as strings } from '../../strings/handover.ts';
import { CheckField } from '../../ui/Field.tsx';
import { SendForm } from './SendForm.tsx';
import { SendSize } from './SendSize.tsx';
import './Handover.css';

export interface SendArticlesDialogProps {
  /** Those that are chosen at first. */
  readonly asked: readonly string[];
  readonly onClose: () => void;
}

/** 交到另一台机器 of articles that stand in no issue: which of them, and where they go. */
export function SendArticlesDialog({ asked, onClose }: SendArticlesDialogProps) {
  const all = useAnswer('send-articles', () => office.listArticles({}), ['articles']);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(asked));
  const free = (all.value ?? []).filter(
    ({ id, issueId, lent, shelved }) => issueId === undefined && !lent && (!shelved || asked.includes(id)),
  );
  const articleIds = free.map(({ id }) => id).filter((id) => chosen.has(id));
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <SendForm
      kind="articles"
      isReady={articleIds.length > 0 && articleIds.length <= articlesAtOnce}
      refusal={all.refusal?.message}
      size={(medium) =>
        articleIds.length > 0 && (
          <SendSize of={articleIds.join()} measure={() => office.measureArticlePackage({ articleIds })} {...medium} />
        )
      }
      write={(target) => office.writeArticlePackage({ articleIds, ...target })}
      onClose={onClose}
    >
      {(isBusy) => (
        <>
          <p>{strings.sendArticlesText}</p>
          <fieldset className="handover-articles">
            <legend>{strings.sendArticlesWhich(articleIds.length)}</legend>
            {all.value && free.length === 0 && <p className="second">{strings.sendArticlesNone}</p>}
            {free.map(({ id, title }) => (
              <CheckField
                key={id}
                label={title || articleStrings.untitled}
                isChecked={chosen.has(id)}
                onChecked={(isChosen) => choose(id, isChosen)}
                disabled={isBusy}
              />
            ))}
          </fieldset>
        </>
      )}
    </SendForm>
  );
}
