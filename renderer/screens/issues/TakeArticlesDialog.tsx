import { useState } from 'react';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { issues } from '../../strings/issues.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface TakeArticlesDialogProps {
  /** What stands in the issue already, saved or not. */
  readonly taken: readonly string[];
  readonly onTake: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}

/** 取用: articles at 定稿 that stand in no issue, in the order in which they are ticked. */
export function TakeArticlesDialog({ taken, onTake, onClose }: TakeArticlesDialogProps) {
  const articles = useAnswer('articles-to-take', () => office.listArticles({}), ['articles']);
  const [sought, setSought] = useState('');
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const free = (articles.value ?? []).filter(
    ({ id, issueId, shelved, lent }) => issueId === undefined && !shelved && !lent && !taken.includes(id),
  );
  const final = free.filter(({ state }) => state === 'final');
  const found = final.filter(({ title }) => title.includes(sought.trim()));
  const editing = free.length - final.length;
  const take = () => ticked.length > 0 && onTake(ticked);
  return (
    <Dialog
      title={issues.takeTitle}
      onClose={onClose}
      onSubmit={take}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={ticked.length === 0} onClick={take}>
            {issues.takeChosen(ticked.length)}
          </Button>
        </>
      }
    >
      {articles.refusal && <Notice kind="error">{articles.refusal.message}</Notice>}
      {final.length > 0 && (
        <TextField
          label={issues.takeSearch}
          isLabelUnseen
          autoFocus
          placeholder={issues.takeSearchHint}
          value={sought}
          onValue={setSought}
        />
      )}
      <ul className="take-list">
        {found.map(({ id, title, savedAt }) => (
          <li key={id}>
            <CheckField
              label={
                <>
                  {title} <span className="second small">{issues.finalAt(momentText(savedAt))}</span>
                </>
              }
              isChecked={ticked.includes(id)}
              onChecked={(isChecked) =>
                setTicked(isChecked ? [...ticked, id] : ticked.filter((tickedId) => tickedId !== id))
              }
            />
          </li>
        ))}
      </ul>
      {articles.value && final.length === 0 && <p>{issues.takeNone}</p>}
      {final.length > 0 && found.length === 0 && <p className="second">{issues.takeNothingFound}</p>}
      {(editing > 0 || final.length === 0) && articles.value && (
        <p className="second">
          {editing > 0 && issues.notFinal(editing)}
          <Button kind="quiet" onClick={() => goTo({ place: 'articles' })}>
            {issues.goToArticles}
          </Button>
        </p>
      )}
    </Dialog>
  );
}
