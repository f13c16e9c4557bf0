import { useEffect, useMemo, useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { countCharacters } from '#shared/document/countCharacters.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useHasRole, useSignedIn } from '../../app/session.ts';
import { clearStatus, setStatus } from '../../app/status.ts';
import { useStore } from '../../app/store.ts';
import { useQuiet } from '../../app/useQuiet.ts';
import { ArticleEditor, type ArticleEditorHandle } from '../../editor/ArticleEditor.tsx';
import { afterFrame } from '../../editor/afterFrame.ts';
import { outlineOf } from '../../editor/outlineOf.ts';
import { articles as strings } from '../../strings/articles.ts';
import { words } from '../../strings/words.ts';
import { writing } from '../../strings/writing.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaneHead } from '../../ui/Panes.tsx';
import { ArticleMark } from '../marking/ArticleMark.tsx';
import { ArticleActions } from './ArticleActions.tsx';
import { ArticlePages } from './ArticlePages.tsx';
import type { ArticlePaneProps } from './ArticlePane.tsx';
import { ArticleReading, type ArticleViewKind, ViewChoice } from './ArticleReading.tsx';
import { ArticleTravel } from './ArticleTravel.tsx';
import { articleAccess } from './articleAccess.ts';
import { articleSteps } from './articleSteps.ts';
import { FocusBar, useFocusMode } from './FocusMode.tsx';
import { Inspector, type InspectorTab } from './Inspector.tsx';
import { isSameText } from './isSameText.ts';
import { keptText } from './keptTexts.ts';
import { type OutlineEditing, OutlineTab } from './OutlineTab.tsx';
import { RevisionsTab } from './RevisionsTab.tsx';
import { SaveNotice } from './SaveNotice.tsx';
import { StateBadge } from './StateBadge.tsx';
import { TakeOverNotice } from './TakeOverNotice.tsx';
import { useCommenting } from './useCommenting.tsx';
import { useProofreading } from './useProofreading.tsx';
import { useRevisionActions } from './useRevisionActions.ts';
import { useRevisions } from './useRevisions.ts';

export interface ArticleWorkProps extends ArticlePaneProps {
  readonly read: CommandOutput<'readArticle'>;
  readonly onReadAgain: () => void;
}

/** A pause in typing after which the characters are counted. */
const countPause_ms = 150;

/** One article open: its text, what its state allows, its outline and versions. */
export function ArticleWork({
  summary,
  issues,
  nameOf,
  hasRoomForInspector,
  onBack,
  read,
  onReadAgain,
}: ArticleWorkProps) {
  const { id } = summary;
  const { person } = useSignedIn();
  const isEditor = useHasRole('editor');
  const access = articleAccess(summary, issues, isEditor, person.id);
  const mayMark =
    isEditor && !summary.lent && !issues.some((one) => one.id === summary.issueId && one.state !== 'drafting');
  const [kept] = useState(() => keptText(person.id, id, read.summary));
  const { autosave } = kept;
  // What an earlier editor could not save goes before what the office has.
  const [begin] = useState(() => autosave.unsaved() ?? { content: read.content, images: {} });
  const [content, setContent] = useState(begin.content);
  const [caret, setCaret] = useState(0);
  const editor = useRef<ArticleEditorHandle>(null);
  const added = useRef(begin.images);
  const saveState = useStore(kept.state);
  const outline = useMemo(() => outlineOf(content), [content]);
  const [inspectorChoice, setInspectorChoice] = useState<boolean>();
  const showsInspector = inspectorChoice ?? hasRoomForInspector;
  const [isBusy, setIsBusy] = useState(false);
  const [tab, setTab] = useState<InspectorTab>('outline');
  const [view, setView] = useState<ArticleViewKind>('final');
  const revisions = useRevisions(
    id,
    content,
    view === 'marked' || view === 'original' || (showsInspector && tab === 'revisions'),
  );

  const commenting = useCommenting({
    id,
    personId: person.id,
    content,
    nameOf,
    isTextShown: view === 'final',
    isLent: summary.lent !== undefined,
    showText: () => setView('final'),
    showTab: () => {
      setInspectorChoice(true);
      setTab('comments');
    },
  });

  const showFindings = useRef(() => {});
  showFindings.current = () => {
    setInspectorChoice(true);
    setTab('proofreading');
  };
  const proofreading = useProofreading({
    id,
    publicationId: issues.find((issue) => issue.id === summary.issueId)?.publicationId,
    isReadOnly: access.isReadOnly,
    isTextShown: view === 'final',
    showText: () => setView('final'),
    showTab: () => showFindings.current(),
  });

  const reading = useRef<HTMLElement>(null);
  const focusText = () => (view === 'final' ? editor.current : reading.current)?.focus();
  const focusMode = useFocusMode(focusText);
  // By its key the view takes the focus along; by the list above it the focus stays in the list.
  const takesFocus = useRef(false);
  const changeView = (kind: ArticleViewKind) => {
    takesFocus.current = true;
    setView(kind);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the view has changed
  useEffect(() => {
    if (takesFocus.current) focusText();
    takesFocus.current = false;
  }, [view]);
  const isReading = view === 'reading';
  const changeRef = useRef(changeView);
  changeRef.current = changeView;
  useCommands(
    useMemo(
      () => [
        {
          id: 'reading',
          label: isReading ? writing.leaveReading : writing.reading,
          keys: 'F8',
          run: () => changeRef.current(isReading ? 'final' : 'reading'),
        },
      ],
      [isReading],
    ),
  );

  const { part } = useLocation();
  useEffect(() => {
    if (part !== undefined) editor.current?.goToPart(Number(part));
  }, [part]);

  // A composition of the input method is in the text only once it is committed.
  const commit = useRef(() => {});
  const last = useRef<ArticleContent>(undefined);
  last.current ??= toArticleContent(toEditorDocument(begin.content));
  commit.current = () => {
    const now = editor.current?.commit();
    if (now && last.current && !access.isReadOnly && !isSameText(now, last.current)) {
      last.current = now;
      autosave.change({ content: now, images: added.current });
    }
  };
  useEffect(() => {
    const show = () => commit.current();
    kept.shownBy = show;
    if (kept.autosave.unsaved()) {
      announce('info', strings.restoredText);
      kept.autosave.rebase(kept.autosave.base());
    }
    const stop = window.neikan.onEvent((event) => {
      if (event.kind === 'officeRestarted') show();
    });
    return () => {
      stop();
      kept.shownBy = undefined;
      clearStatus();
    };
  }, [kept]);
  useEffect(() => {
    setStatus({ saved: saveState.kind === 'saved' ? autosave.base().savedAt : undefined });
  }, [saveState, autosave]);
  // A count that is drawn behind each key would keep the frame of the next one waiting.
  const counted = useQuiet(content, countPause_ms);
  useEffect(() => {
    // A long text is shown before it is counted.
    const telling = afterFrame(() => setStatus({ characters: countCharacters(counted) }));
    telling.ask();
    return telling.drop;
  }, [counted]);

  const saveNow = () => {
    commit.current();
    return autosave.saveNow();
  };
  const whileBusy = async (work: () => Promise<void>) => {
    setIsBusy(true);
    await work();
    setIsBusy(false);
  };
  /** Does something that needs what is typed to be on the disk first. */
  const afterSaving = (work: () => Promise<void>) =>
    whileBusy(async () => {
      if (await saveNow()) await work();
    });
  const savedBase = () => {
    const { version, saves } = autosave.base();
    return { baseVersion: version, baseSaves: saves };
  };
  const steps = articleSteps({ id, savedBase, whileBusy, afterSaving });
  const nameVersion = async () => {
    const name = await ask({
      title: strings.nameVersion,
      text: strings.nameVersionText,
      verb: strings.nameVersion,
      reasonLabel: strings.versionName,
    });
    if (name === undefined) return;
    await afterSaving(async () => {
      const answer = await office.saveArticle({
        id,
        ...savedBase(),
        content: last.current ?? content,
        images: added.current,
        name: name.slice(0, 100),
      });
      if (!answer.ok) return announceRefusal(answer);
      autosave.rebase(answer.value);
      announce('ok', strings.named(name));
    });
  };
  /** Does what writes another text than stands in the editor: what is typed is saved before it, and the text read after. */
  const readAfter = (work: () => Promise<boolean>) =>
    afterSaving(async () => {
      if (await work()) onReadAgain();
    });
  const restore = (version: number) =>
    readAfter(async () => {
      const answer = await office.restoreArticleVersion({ id, version, ...savedBase() });
      if (answer.ok) announce('ok', strings.restored(version));
      else announceRefusal(answer);
      return answer.ok;
    });

  const { change, setChange, accept, reject, exportCopy } = useRevisionActions({
    id,
    revisions,
    editor,
    textNow: () => {
      commit.current();
      return last.current;
    },
    savedBase,
    afterSaving,
  });
  /** Leads from the list of changes to the place in the marked copy. */
  const showChange = (number: number) => {
    setChange(number);
    if (view === 'final') setView('marked');
  };

  /** Goes somewhere in the text to be written, which has to be shown for that. */
  const inText = (go: (text: ArticleEditorHandle) => void) => {
    const goNow = () => editor.current && go(editor.current);
    if (view !== 'final') setView('final');
    if (view === 'final') goNow();
    else requestAnimationFrame(goNow);
  };
  const outlineEditing: OutlineEditing = {
    moveHeading: (number, target) => editor.current?.moveHeading(number, target),
    renumber: () => editor.current?.renumber(),
    undo: () => editor.current?.undo(),
  };

  const { isReadOnly } = access;

  return (
    <div className="articles-open">
      <div className="articles-main">
        <PaneHead title={titleInOneLine(content.title) || strings.untitled}>
          {onBack && (
            <Button kind="quiet" icon="left" onClick={onBack}>
              {words.backToList}
            </Button>
          )}
          <StateBadge article={summary} />
          <ArticleMark id={id} mayRecord={mayMark} />
          <ViewChoice view={view} onView={setView} />
          <ArticleActions access={access} isBusy={isBusy} actions={{ ...steps, saveNow, nameVersion }} />
          <IconButton
            label={showsInspector ? strings.hideInspector : strings.showInspector}
            icon={showsInspector ? 'right' : 'left'}
            aria-pressed={showsInspector}
            onClick={() => setInspectorChoice(!showsInspector)}
          />
        </PaneHead>
        {access.reason && (
          <div className="articles-reason">
            <Notice kind="info">{access.reason}</Notice>
          </div>
        )}
        <ArticleTravel summary={summary} isEditor={isEditor} onChoice={readAfter} />
        <TakeOverNotice
          summary={summary}
          holder={access.holder}
          content={content}
          images={{ ...read.images, ...added.current }}
          nameOf={nameOf}
          onReadAgain={onReadAgain}
        />
        <SaveNotice id={id} state={saveState} autosave={autosave} onReadAgain={onReadAgain} />
        {view !== 'final' && (
          <ArticleReading
            ref={reading}
            view={view}
            revisions={revisions}
            content={content}
            caret={caret}
            onWrite={() => changeView('final')}
            images={{ ...read.images, ...added.current }}
            change={change}
            onChange={setChange}
          />
        )}
        <ArticleEditor
          ref={editor}
          isUnseen={view !== 'final'}
          content={begin.content}
          images={{ ...read.images, ...begin.images }}
          isReadOnly={isReadOnly}
          onCaret={setCaret}
          onChange={(changed, images) => {
            added.current = { ...begin.images, ...images };
            last.current = changed;
            setContent(changed);
            autosave.change({ content: changed, images: added.current });
          }}
        >
          {commenting.marks}
          {proofreading.marks}
        </ArticleEditor>
        {focusMode.isOn && (
          <FocusBar
            title={titleInOneLine(content.title) || strings.untitled}
            characters={countCharacters(content)}
            onLeave={focusMode.leave}
          />
        )}
      </div>
      {showsInspector && (
        <Inspector
          id={id}
          outline={
            <OutlineTab
              outline={outline}
              content={content}
              onHeading={(number) => inText((text) => text.goToHeading(number))}
              onPassage={(block, start, end) => inText((text) => text.goToText(block + 1, start, end))}
              {...(isReadOnly ? {} : { edit: outlineEditing })}
            />
          }
          pages={
            <ArticlePages
              id={id}
              content={content}
              images={added.current}
              isMarked={view === 'marked'}
              caret={caret}
              onText={(part) => editor.current?.goToPart(part)}
            />
          }
          revisions={
            <RevisionsTab
              revisions={revisions}
              nameOf={nameOf}
              chosen={change}
              onChoose={showChange}
              onExport={exportCopy}
              {...(isReadOnly ? {} : { onAccept: accept, onReject: reject })}
            />
          }
          comments={commenting.tab}
          openComments={commenting.openCount}
          proofreading={proofreading.tab}
          tab={tab}
          onTab={setTab}
          content={content}
          images={{ ...read.images, ...added.current }}
          nameOf={nameOf}
          {...(isReadOnly ? {} : { onRestore: restore })}
        />
      )}
    </div>
  );
}
