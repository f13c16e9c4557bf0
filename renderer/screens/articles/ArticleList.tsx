import { useMemo, useState } from 'react';
import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { useSignedIn } from '../../app/session.ts';
import { useDraftSearch } from '../../app/useDraftSearch.ts';
import { filterNames, articles as strings } from '../../strings/articles.ts';
import { placeTitles } from '../../strings/shell.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { PaneHead } from '../../ui/Panes.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { type ArticleFilter, articleFilters, filterArticles } from './filterArticles.ts';
import { StateBadge } from './StateBadge.tsx';

export interface ArticleListProps {
  /** Undefined until they have been read. */
  readonly articles: readonly ArticleSummary[] | undefined;
  readonly issues: readonly IssueSummary[];
  readonly nameOf: (personId: string) => string;
  readonly chosen: string | undefined;
  readonly onCreate?: () => void;
  readonly isCreating?: boolean;
  /** Asks which articles go to another machine; undefined where none can. */
  readonly onSend?: () => void;
}

/** The articles of the office, last saved first: title, state, who saved it when, and the issue it stands in. */
export function ArticleList({
  articles,
  issues,
  nameOf,
  chosen,
  onCreate,
  isCreating = false,
  onSend,
}: ArticleListProps) {
  const personId = useSignedIn().person.id;
  const [typed, setTyped] = useState('');
  const [chosenFilter, setFilter] = useState<ArticleFilter>('all');
  const isAnyAway = (articles ?? []).some(({ lent }) => lent);
  const filter = chosenFilter === 'away' && !isAnyAway ? 'all' : chosenFilter;
  const inText = useDraftSearch('article', typed);
  const shown = useMemo(() => filterArticles(articles ?? [], filter, typed, inText), [articles, filter, typed, inText]);
  const create = onCreate && (
    <Button icon="plus" isBusy={isCreating} onClick={onCreate}>
      {strings.create}
    </Button>
  );
  return (
    <>
      <PaneHead
        title={
          <>
            {placeTitles.articles}{' '}
            <span className="articles-count second small">
              {articles ? strings.count(shown.length) : words.loading}
            </span>
          </>
        }
      >
        {onSend && (
          <Button kind="quiet" icon="export" onClick={onSend}>
            {strings.send}
          </Button>
        )}
        {create}
      </PaneHead>
      <div className="articles-find">
        <TextField
          label={strings.find}
          isLabelUnseen
          placeholder={strings.find}
          value={typed}
          onValue={setTyped}
          type="search"
        />
        <SelectField
          label={strings.filter}
          isLabelUnseen
          value={filter}
          onValue={(value) => setFilter(value as ArticleFilter)}
          options={articleFilters
            .filter((value) => value !== 'away' || isAnyAway)
            .map((value) => ({ value, label: filterNames[value] }))}
        />
      </div>
      <VirtualList
        label={strings.list}
        items={shown}
        keyOf={({ id }) => id}
        chosen={chosen}
        onChoose={(id) => goTo({ place: 'articles', id })}
        rowHeight={76}
        empty={
          articles &&
          (articles.every(({ shelved }) => shelved) && filter !== 'shelved' ? (
            <AllShelved onShow={() => setFilter('shelved')} />
          ) : (
            <NoneFound onShowAll={showAll} />
          ))
        }
        renderItem={(article) => (
          <div className="articles-row">
            <span className="list-title">{article.title || strings.untitled}</span>
            <span className="articles-about second small">
              <StateBadge article={article} />
              <span className="list-title">
                {nameOf(article.savedBy)}　{momentText(article.savedAt)}
              </span>
            </span>
            <span className="articles-issue second small list-title">
              {noteText(article, nameOf, personId)}
              {issueText(article, issues)}
            </span>
          </div>
        )}
      />
    </>
  );

  function showAll() {
    setTyped('');
    setFilter('all');
  }
}

function AllShelved({ onShow }: { readonly onShow: () => void }) {
  return (
    <EmptyState
      icon="article"
      title={strings.allShelved}
      action={<Button onClick={onShow}>{strings.showShelved}</Button>}
    >
      {strings.allShelvedHint}
    </EmptyState>
  );
}

function NoneFound({ onShowAll }: { readonly onShowAll: () => void }) {
  return (
    <EmptyState icon="search" title={strings.noneFound} action={<Button onClick={onShowAll}>{strings.showAll}</Button>}>
      {strings.noneFoundHint}
    </EmptyState>
  );
}

/** That it was taken over from whoever reads this, or who else is writing it. */
function noteText({ takenOver, writing }: ArticleSummary, nameOf: ArticleListProps['nameOf'], personId: string) {
  const other = writing && writing.personId !== personId ? writing.personId : undefined;
  if (!takenOver && !other) return null;
  return (
    <span className="articles-note">
      <Icon name="person" />
      {takenOver ? strings.takenOverShort(nameOf(takenOver.by)) : strings.heldShort(nameOf(other ?? ''))}　
    </span>
  );
}

function issueText({ issueId }: ArticleSummary, issues: readonly IssueSummary[]): string {
  const issue = issues.find(({ id }) => id === issueId);
  if (!issue) return '';
  return strings.inIssue(
    issue.numberText ? `《${issue.publicationName}》${issue.numberText}` : strings.draftOf(issue.publicationName),
  );
}
