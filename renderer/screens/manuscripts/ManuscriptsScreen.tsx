import { useMemo, useRef, useState } from 'react';
import type { Manuscript } from '#shared/contract/manuscriptCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { useCommands, type WindowCommand } from '../../app/commands.ts';
import { goTo, useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useDraftSearch } from '../../app/useDraftSearch.ts';
import { manuscripts as strings } from '../../strings/manuscripts.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PaneHead, SidePane, WorkPane } from '../../ui/Panes.tsx';
import { chooseManuscripts } from './chooseManuscripts.ts';
import { DropArea } from './DropArea.tsx';
import { type Decision, ManuscriptDetail } from './ManuscriptDetail.tsx';
import { type ListView, ManuscriptList, stateFilters } from './ManuscriptList.tsx';
import { ReceivingDialog } from './ReceivingDialog.tsx';
import { RejectDialog } from './RejectDialog.tsx';
import { type IncomingState, useReceiving } from './useReceiving.ts';
import './manuscripts.css';

const none: readonly Manuscript[] = [];

/** 来稿: what arrived, what reading it found, and what becomes of it. */
export function ManuscriptsScreen() {
  const { id: chosen } = useLocation();
  const isEditor = useHasRole('editor');
  const list = useAnswer('manuscripts', () => office.listManuscripts({}), ['manuscripts']);
  const units = useAnswer('manuscript-units', () => office.listUnits({}), ['units']).value ?? [];
  const people = useAnswer('manuscript-people', () => office.listPeople({}), ['people']).value ?? [];
  const [view, setView] = useState<ListView>({ state: isEditor ? 'received' : 'all', query: '', sort: 'number' });
  const [kept, setKept] = useState<string>();
  const [isRejecting, setIsRejecting] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const fileField = useRef<HTMLInputElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const paper = useRef<HTMLElement>(null);

  const all = list.value ?? none;
  const unitNames = useMemo(() => new Map(units.map(({ id, name }) => [id, name])), [units]);
  const unitName = ({ unitId }: Manuscript) => unitNames.get(unitId ?? '') ?? '';
  const inText = useDraftSearch('manuscript', view.query);
  const shown = chooseManuscripts(all, { ...view, inText, unitName, kept });
  const manuscript = all.find(({ id }) => id === chosen);
  const receiving = useReceiving(all, (files) => whenReceived(files));

  const choose = (id: string) => {
    if (id !== kept) setKept(undefined);
    goTo({ place: 'manuscripts', id });
  };
  const changeView = (change: Partial<ListView>) => {
    if (change.state !== undefined) setKept(undefined);
    setView((now) => ({ ...now, ...change }));
  };
  function whenReceived(files: readonly IncomingState[]) {
    const taken = files.flatMap((file) => file.manuscript ?? []);
    // What needs reading stays on the screen; a plain success is a line in the corner.
    if (files.some(({ state, message }) => state !== 'taken' || message)) return;
    const [first] = taken;
    announce(
      'ok',
      taken.length === 1 && first
        ? strings.receivedOne(first.number, first.title || strings.untitled)
        : strings.received(taken.length),
    );
    closeReceiving(first?.id);
  }
  function closeReceiving(first: string | undefined) {
    receiving.putAway();
    if (first === undefined) return;
    setView((now) => ({ ...now, state: 'received', query: '' }));
    choose(first);
  }
  const decide = async (decision: Decision, reason = ''): Promise<string | undefined> => {
    if (!manuscript || isBusy) return undefined;
    const title = manuscript.title || strings.untitled;
    setIsBusy(true);
    const answer = await office.decideManuscript({ id: manuscript.id, decision, reason });
    setIsBusy(false);
    if (!answer.ok) {
      if (decision !== 'rejected') announceRefusal(answer);
      return answer.message;
    }
    setKept(manuscript.id);
    setIsRejecting(false);
    const { articleId } = answer.value;
    const action = articleId && { label: strings.edit, run: () => void goTo({ place: 'articles', id: articleId }) };
    announce('ok', strings[decision](title), action || undefined);
    return undefined;
  };
  const ask = (decision: Decision) => (decision === 'rejected' ? setIsRejecting(true) : void decide(decision));

  const latest = useRef({ ask, decide });
  latest.current = { ask, decide };
  const mayDecide = isEditor && manuscript !== undefined && manuscript.articleId === undefined;
  const openArticle = manuscript?.articleId;
  useCommands(
    useMemo((): readonly WindowCommand[] => {
      const always: WindowCommand[] = [
        { id: 'search-manuscripts', label: strings.toSearch, keys: 'Ctrl+F', run: () => searchField.current?.focus() },
        {
          id: 'next-state',
          label: strings.nextState,
          keys: 'Alt+ArrowDown',
          run: () => {
            setKept(undefined);
            setView((now) => ({ ...now, state: after(now.state) }));
          },
        },
      ];
      const receive = { id: 'receive', label: strings.receive, keys: 'Ctrl+O', run: () => fileField.current?.click() };
      const decisions: readonly WindowCommand[] = [
        { id: 'select', label: strings.select, keys: 'X', run: () => latest.current.ask('selected') },
        { id: 'reserve', label: strings.reserve, keys: 'B', run: () => latest.current.ask('reserved') },
        { id: 'reject', label: strings.reject, keys: 'T', run: () => latest.current.ask('rejected') },
      ];
      const edit = {
        id: 'edit-selected',
        label: strings.edit,
        run: () => goTo({ place: 'articles', id: openArticle }),
      };
      return [
        ...(isEditor ? [receive] : []),
        ...(mayDecide ? decisions : []),
        ...(openArticle === undefined ? [] : [edit]),
        ...always,
      ];
    }, [isEditor, mayDecide, openArticle]),
  );

  if (list.refusal) return <EmptyState icon="lock" title={list.refusal.message} />;
  const receiveButton = (kind: 'primary' | 'plain') =>
    isEditor && (
      <Button kind={kind} icon="plus" keys="Ctrl+O" onClick={() => fileField.current?.click()}>
        {strings.receive}
      </Button>
    );
  return (
    <div className="panes manuscripts">
      {isEditor && (
        <>
          <input
            ref={fileField}
            type="file"
            multiple
            hidden
            aria-label={strings.receive}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              // The same file may be chosen again.
              event.target.value = '';
              receiving.receive(files);
            }}
          />
          <DropArea onFiles={receiving.receive} />
        </>
      )}
      {all.length === 0 && list.value ? (
        <EmptyState icon="inbox" title={strings.emptyTitle} action={receiveButton('primary')}>
          {isEditor ? strings.emptyText : strings.emptyTextReader}
        </EmptyState>
      ) : (
        <>
          <SidePane name="manuscripts" label={strings.list} side="left" initial={360} least={320} most={560}>
            <PaneHead title={strings.list}>{receiveButton('plain')}</PaneHead>
            <ManuscriptList
              all={all}
              shown={shown}
              view={view}
              onView={changeView}
              unitName={unitName}
              chosen={chosen}
              onChoose={choose}
              onOpen={() => paper.current?.focus()}
              searchField={searchField}
            />
          </SidePane>
          {manuscript ? (
            <ManuscriptDetail
              key={manuscript.id}
              manuscript={manuscript}
              units={units}
              personName={(id) => people.find((person) => person.id === id)?.name ?? id}
              mayDecide={isEditor}
              isBusy={isBusy}
              onDecide={ask}
              paper={paper}
            />
          ) : (
            <WorkPane label={strings.work}>
              {list.value && shown.length > 0 && (
                <EmptyState icon="article" title={strings.noneChosen}>
                  {strings.noneChosenText}
                </EmptyState>
              )}
              {list.value && shown.length === 0 && isEditor && (
                <EmptyState icon="inbox" title={strings.receiveMore} action={receiveButton('primary')}>
                  {strings.emptyText}
                </EmptyState>
              )}
            </WorkPane>
          )}
        </>
      )}
      {receiving.files.length > 0 && <ReceivingDialog receiving={receiving} onClose={closeReceiving} />}
      {isRejecting && manuscript && (
        <RejectDialog
          title={manuscript.title || strings.untitled}
          onClose={() => setIsRejecting(false)}
          onReject={(reason) => decide('rejected', reason)}
        />
      )}
    </div>
  );
}

function after(state: ListView['state']): ListView['state'] {
  return stateFilters[(stateFilters.indexOf(state) + 1) % stateFilters.length] ?? 'all';
}
