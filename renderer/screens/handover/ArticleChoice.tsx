import { useState } from 'react';
import { handover as strings } from '../../strings/handover.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { titleHolds } from '../articles/filterArticles.ts';
import { onEnter } from './onEnter.ts';
import './Handover.css';

/** So many are seen at once. */
const fewArticles = 8;

export interface ArticleChoiceProps {
  readonly articles: readonly {
    readonly id: string;
    readonly title: string;
    /** Who saved it and when: by that articles of one title are told apart. */
    readonly saved: string;
    /** Why it cannot be chosen. */
    readonly whyNot: string | undefined;
  }[];
  readonly chosen: readonly string[];
  readonly onChosen: (ids: readonly string[]) => void;
  readonly disabled: boolean;
}

/** Which articles go: each by its title and who saved it last, with a field to find some by where there are many. */
export function ArticleChoice({ articles, chosen, onChosen, disabled }: ArticleChoiceProps) {
  const [sought, setSought] = useState('');
  const isTitled = titleHolds(sought);
  const shown = articles.filter(({ title }) => isTitled(title));
  const able = shown.filter(({ whyNot }) => whyNot === undefined).map(({ id }) => id);
  const others = chosen.filter((id) => !able.includes(id));
  return (
    <fieldset className="handover-articles" disabled={disabled}>
      <legend>{strings.sendArticlesWhich(chosen.length)}</legend>
      {articles.length > 1 && (
        <div className="handover-articles-find">
          {articles.length > fewArticles && (
            <TextField
              label={strings.sendArticlesFind}
              isLabelUnseen
              placeholder={strings.sendArticlesFind}
              type="search"
              value={sought}
              onValue={setSought}
              // Whoever looks for an article does not mean to write the package.
              onKeyDown={onEnter(() => undefined)}
            />
          )}
          <Button kind="quiet" disabled={able.length === 0} onClick={() => onChosen([...others, ...able])}>
            {strings.sendArticlesAll}
          </Button>
          <Button kind="quiet" disabled={able.length === 0} onClick={() => onChosen(others)}>
            {strings.sendArticlesNoneOf}
          </Button>
        </div>
      )}
      {articles.length > 0 && shown.length === 0 && <p className="second">{strings.sendArticlesNotFound}</p>}
      <ul>
        {shown.map(({ id, title, saved, whyNot }) => (
          <li key={id}>
            <CheckField
              label={
                <>
                  {title}
                  <span className="second small">　{saved}</span>
                  {whyNot !== undefined && <span className="second small handover-why">{whyNot}</span>}
                </>
              }
              isChecked={chosen.includes(id)}
              onChecked={(isChosen) => onChosen(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))}
              disabled={whyNot !== undefined}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
