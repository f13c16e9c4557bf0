import { useMemo, useRef, useState } from 'react';
import { announceRefusal } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { goTo, useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { articles as strings } from '../../strings/articles.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePane, WorkPane } from '../../ui/Panes.tsx';
import { roomForList_px, useWidth } from '../../ui/useWidth.ts';
import { askToSendArticles } from '../handover/askToSendArticles.ts';
import { useOtherMachines } from '../handover/useOtherMachines.ts';
import { ArticleList } from './ArticleList.tsx';
import { ArticlePane } from './ArticlePane.tsx';
import './ArticlesScreen.css';

const roomForInspector_px = 1080;

/** 稿件: the list at the left, the article that was chosen beside it. */
export function ArticlesScreen() {
  const { id } = useLocation();
  const isEditor = useHasRole('editor');
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [isCreating, setIsCreating] = useState(false);
  const hasOthers = useOtherMachines();
  const list = useAnswer('articles', () => office.listArticles({}), ['articles', 'issues']);
  const issues = useAnswer('article-issues', () => office.listIssues({}), ['issues']);
  const people = useAnswer('article-people', () => office.listPeople({}), ['people']);
  const nameOf = useMemo(() => {
    const names = new Map(people.value?.map((person) => [person.id, person.name]));
    return (personId: string) => names.get(personId) ?? personId;
  }, [people.value]);

  const create = async () => {
    setIsCreating(true);
    const answer = await office.createArticle({ content: { title: [], source: null, body: [] }, images: {} });
    setIsCreating(false);
    if (answer.ok) goTo({ place: 'articles', id: answer.value.id });
    else announceRefusal(answer);
  };
  useCommands(
    useMemo(
      () => (isEditor ? [{ id: 'article-create', label: strings.create, run: () => void createRef.current() }] : []),
      [isEditor],
    ),
  );
  const createRef = useRef(create);
  createRef.current = create;

  const summary = list.value?.find((one) => one.id === id);
  const showsList = id === undefined || width >= roomForList_px;
  const isEmpty = list.value?.length === 0;
  return (
    <div className="panes articles" ref={frame}>
      {showsList && !isEmpty && (
        <SidePane name="articles" label={strings.list} side="left" initial={300} least={240} most={520}>
          <ArticleList
            articles={list.value}
            issues={issues.value ?? []}
            nameOf={nameOf}
            chosen={id}
            {...(isEditor ? { onCreate: create, isCreating } : {})}
            {...(isEditor && hasOthers ? { onSend: () => askToSendArticles([]) } : {})}
          />
        </SidePane>
      )}
      <WorkPane label={strings.work}>{work()}</WorkPane>
    </div>
  );

  function work() {
    if (list.refusal) {
      return (
        <div className="articles-refusal">
          <Notice kind="error">{list.refusal.message}</Notice>
        </div>
      );
    }
    if (summary) {
      return (
        <ArticlePane
          key={summary.id}
          summary={summary}
          issues={issues.value ?? []}
          nameOf={nameOf}
          hasRoomForInspector={width >= roomForInspector_px}
          {...(showsList ? {} : { onBack: () => goTo({ place: 'articles' }) })}
        />
      );
    }
    if (!list.value) return null;
    if (isEmpty) {
      return (
        <EmptyState
          icon="article"
          title={strings.noneYet}
          action={
            isEditor && (
              <div className="articles-makers">
                <Button kind="primary" icon="inbox" onClick={() => goTo({ place: 'manuscripts' })}>
                  {strings.goToManuscripts}
                </Button>
                <Button icon="plus" isBusy={isCreating} onClick={create}>
                  {strings.create}
                </Button>
              </div>
            )
          }
        >
          {isEditor ? strings.noneYetHint : strings.noneForReader}
        </EmptyState>
      );
    }
    return (
      <EmptyState icon="article" title={strings.chooseOne}>
        {strings.chooseOneHint}
      </EmptyState>
    );
  }
}
