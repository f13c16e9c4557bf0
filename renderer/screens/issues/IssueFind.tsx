import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { ask } from '../../app/announcements.tsx';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { askFind } from '../../editor/askedFind.ts';
import { editor as editorStrings } from '../../strings/editor.ts';
import { issueFind as strings } from '../../strings/issueFind.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import '../../editor/FindBar.css';
import './IssueFind.css';
import { IssueFindList } from './IssueFindList.tsx';
import { emptyIssueFind, type IssueFindDraft, keepIssueFind, keptIssueFind } from './issueFindDrafts.ts';
import { foundArticles } from './issueFindPlaces.ts';
import { carryUnticked, tickedLines } from './issueFindTicks.ts';
import { type Replacement, replaceInIssue, undoReplacement } from './issueReplacements.ts';
import { useIssueSearch } from './useIssueSearch.ts';

export interface IssueToFindIn {
  readonly issue: WholeIssue;
  /** Words are only looked for. */
  readonly isReadOnly: boolean;
}

export interface IssueFindProps extends IssueToFindIn {
  /** The last replacement, while it can be taken back. */
  readonly replacement: Replacement | undefined;
  readonly onClose: () => void;
}

/** Finds words in all articles of an issue, shows each in its sentence, and replaces those that are ticked in one step. */
export function IssueFind({ issue, isReadOnly, replacement: last, onClose }: IssueFindProps) {
  const { id } = issue.summary;
  const { person } = useSignedIn();
  const [draft, setDraft] = useState(() => keptIssueFind(person.id, id) ?? emptyIssueFind);
  const change = (part: Partial<IssueFindDraft>) => setDraft((before) => ({ ...before, ...part }));
  useEffect(() => keepIssueFind(person.id, id, draft), [draft, person.id, id]);
  const { query, replacement, isPattern, isWidthFree, isScriptFree, ticks, chosen } = draft;
  const options = { isPattern, isWidthFree, isScriptFree };
  const search = useIssueSearch(issue.document, query, options);
  const summaries = useAnswer('issue-find-articles', () => office.listArticles({}), ['articles', 'issues']);
  const summaryOf = (articleId: string) => summaries.value?.find((one) => one.id === articleId);
  const found = useMemo(
    () =>
      foundArticles(issue.document, search.lines, search.matches, replacement, {
        isPattern,
        isWidthFree,
        isScriptFree,
      }),
    [issue.document, search.lines, search.matches, replacement, isPattern, isWidthFree, isScriptFree],
  );
  const lines = useMemo(() => tickedLines(search.lines, search.matches), [search.lines, search.matches]);
  const carried = useMemo(() => (ticks ? carryUnticked(ticks, lines) : new Set<string>()), [ticks, lines]);
  // What was spared and cannot be told any more is not replaced by mistake: nothing is, until it is ticked again.
  const unticked = useMemo(() => carried ?? new Set(lines.flatMap(({ keys }) => keys)), [carried, lines]);
  const mayReplace = (articleId: string) => !isReadOnly && summaryOf(articleId)?.state === 'final';
  const changes = found.flatMap((article) => {
    const edits = article.places
      .filter(({ key }) => mayReplace(article.id) && !unticked.has(key))
      .map(({ edit }) => edit);
    return edits.length > 0 ? [{ article, edits }] : [];
  });
  const places = found.reduce((count, article) => count + article.places.length, 0);
  const ticked = changes.reduce((count, { edits }) => count + edits.length, 0);
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const replace = async () => {
    if (!search.isFresh || ticked === 0) return;
    const question = { title: strings.deleteTitle(ticked), text: strings.deleteText, verb: strings.delete };
    if (replacement === '' && (await ask(question)) === undefined) return;
    setIsBusy(true);
    await replaceInIssue({
      id,
      contentHash: issue.contentHash,
      sought: query,
      replacement,
      articles: changes.map(({ article, edits }) => ({
        articleId: article.id,
        baseVersion: summaryOf(article.id)?.version ?? 0,
        edits,
      })),
    });
    setIsBusy(false);
  };
  const tickAll = (isTicked: boolean) =>
    tick(
      found.flatMap(({ places: all }) => all.map(({ key }) => key)),
      isTicked,
    );
  const tick = (keys: readonly string[], isTicked: boolean) => {
    // Places of another search are about to go.
    if (!search.isFresh) return;
    const next = new Set(unticked);
    for (const key of keys) {
      if (isTicked) next.delete(key);
      else next.add(key);
    }
    change({ ticks: { lines, unticked: next } });
  };
  const seek = (part: Partial<IssueFindDraft>) => change({ ...part, ticks: undefined, chosen: undefined });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
    if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>('[role="listbox"]')?.focus();
      if (chosen === undefined) change({ chosen: found[0]?.places[0]?.key });
    }
  };
  const problem =
    search.state === 'wrong' ? editorStrings.notPattern : search.state === 'tooLong' ? strings.tooLong : undefined;
  return (
    <search className="issue-find" aria-label={isReadOnly ? strings.openReadOnly : strings.open} onKeyDown={onKeyDown}>
      <div className="find">
        <div className="find-line">
          <TextField
            ref={field}
            label={strings.query}
            isLabelUnseen
            placeholder={strings.query}
            maxLength={2000}
            value={query}
            error={problem}
            onValue={(text) => seek({ query: text })}
          />
          <CheckField
            label={editorStrings.widthFree}
            isChecked={isWidthFree}
            onChecked={(is) => seek({ isWidthFree: is })}
          />
          <CheckField
            label={editorStrings.scriptFree}
            isChecked={isScriptFree}
            onChecked={(is) => seek({ isScriptFree: is })}
          />
          <CheckField label={editorStrings.pattern} isChecked={isPattern} onChecked={(is) => seek({ isPattern: is })} />
          <span className="find-close">
            <IconButton label={strings.close} icon="close" onClick={onClose} />
          </span>
        </div>
        {!isReadOnly && (
          <div className="find-line">
            <TextField
              label={strings.replacement}
              isLabelUnseen
              placeholder={strings.replacement}
              maxLength={2000}
              value={replacement}
              onValue={(text) => change({ replacement: text })}
            />
            <Button isBusy={isBusy} disabled={ticked === 0 || !search.isFresh} onClick={replace}>
              {replacement === '' ? strings.deleteTicked(ticked) : strings.replaceTicked(ticked)}
            </Button>
            <Button kind="quiet" disabled={places === 0} onClick={() => tickAll(true)}>
              {strings.all}
            </Button>
            <Button kind="quiet" disabled={places === 0} onClick={() => tickAll(false)}>
              {strings.noneTicked}
            </Button>
            {last && (
              <Button kind="quiet" icon="undo" onClick={() => undoReplacement(id, last)}>
                {strings.undoLast}
              </Button>
            )}
          </div>
        )}
        <div className="find-line issue-find-status">
          <span className="second" role="status">
            {status()}
          </span>
          {search.state === 'searching' && (
            <Button kind="quiet" onClick={search.stop}>
              {strings.stop}
            </Button>
          )}
        </div>
      </div>
      <IssueFindList
        articles={found}
        unticked={unticked}
        mayReplace={isReadOnly ? undefined : mayReplace}
        isReplacing={replacement !== ''}
        chosen={chosen}
        onChoose={(key) => change({ chosen: key })}
        onTick={tick}
        onOpen={(articleId, part) => {
          askFind(query, options);
          goTo({ place: 'articles', id: articleId, part: String(part) });
        }}
      />
    </search>
  );

  function status(): string {
    switch (search.state) {
      case 'idle':
        return strings.hint;
      case 'searching':
        return strings.searching;
      case 'stopped':
        return strings.stopped;
      case 'wrong':
      case 'tooLong':
        return '';
      case 'found': {
        if (places === 0) return strings.none;
        const counted = isReadOnly
          ? strings.found(places, found.length)
          : strings.foundTicked(places, found.length, ticked);
        const cut = search.cutAt === undefined ? '' : `。${strings.cut(search.cutAt)}`;
        const lost = carried || isReadOnly ? '' : `。${strings.ticksLost}`;
        return counted + cut + lost;
      }
      default:
        return search.state satisfies never;
    }
  }
}
