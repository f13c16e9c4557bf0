import type { KeyboardEvent, MouseEvent } from 'react';
import { issueFind as strings } from '../../strings/issueFind.ts';
import { Icon } from '../../ui/Icon.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { FoundArticle, IssuePlace } from './issueFindPlaces.ts';

export interface IssueFindListProps {
  readonly articles: readonly FoundArticle[];
  readonly unticked: ReadonlySet<string>;
  /** Whether an article is open to replacing; absent where nothing is replaced and nothing ticked. */
  readonly mayReplace: ((articleId: string) => boolean) | undefined;
  /** What the words become is shown behind them. */
  readonly isReplacing: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly onTick: (keys: readonly string[], isTicked: boolean) => void;
  /** To the article, at a part of it. */
  readonly onOpen: (articleId: string, part: number) => void;
}

type Tick = 'all' | 'some' | 'none';

interface Row {
  readonly key: string;
  readonly article: FoundArticle;
  /** Absent in the row of the article itself. */
  readonly place?: IssuePlace;
  /** The places that ticking this row ticks. */
  readonly keys: readonly string[];
  /** Absent where nothing can be ticked. */
  readonly tick: Tick | undefined;
}

/** What was found, article by article, each place in its sentence; Space ticks, Enter or a click opens the article there. */
export function IssueFindList(props: IssueFindListProps) {
  const { articles, unticked, mayReplace, isReplacing, chosen, onChoose, onTick, onOpen } = props;
  const rows = articles.flatMap((article): readonly Row[] => {
    const isOpen = mayReplace?.(article.id) === true;
    const row = (key: string, places: readonly IssuePlace[], place?: IssuePlace): Row => {
      const keys = places.map((one) => one.key);
      const left = keys.filter((one) => !unticked.has(one)).length;
      const tick = left === 0 ? 'none' : left === keys.length ? 'all' : 'some';
      return { key, article, ...(place ? { place } : {}), keys, tick: isOpen ? tick : undefined };
    };
    return [row(article.id, article.places), ...article.places.map((place) => row(place.key, [place], place))];
  });
  const byKey = (key: string | undefined) => rows.find((row) => row.key === key);
  const toggle = ({ keys, tick }: Row) => {
    if (tick) onTick(keys, tick !== 'all');
  };
  const open = ({ article, place }: Row) => onOpen(article.id, place?.part ?? 0);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key !== ' ') return;
    event.preventDefault();
    const row = byKey(chosen);
    if (row) toggle(row);
  };
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the listbox in it has the focus, this hears its Space
    <div className="issue-find-list" onKeyDown={onKeyDown}>
      <VirtualList
        label={strings.list}
        items={rows}
        keyOf={({ key }) => key}
        chosen={chosen}
        onChoose={onChoose}
        onOpen={(key) => {
          const row = byKey(key);
          if (row) open(row);
        }}
        rowHeight={44}
        renderItem={(row) => (
          <RowView
            row={row}
            ticks={mayReplace !== undefined}
            isReplacing={isReplacing}
            onToggle={() => toggle(row)}
            onOpen={() => open(row)}
          />
        )}
      />
      <p className="issue-find-hint second small">{mayReplace ? strings.listHint : strings.listHintReadOnly}</p>
    </div>
  );
}

interface RowViewProps {
  readonly row: Row;
  /** Whether there is a column of ticks at all. */
  readonly ticks: boolean;
  readonly isReplacing: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

function RowView({ row, ticks, isReplacing, onToggle, onOpen }: RowViewProps) {
  const { article, place, tick, keys } = row;
  const onClick = (event: MouseEvent) => {
    const isTick = (event.target as Element).closest('.issue-find-tick') !== null;
    if (isTick) onToggle();
    else if (place) onOpen();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the listbox takes the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys
    <div className={`issue-find-row ${place ? 'issue-find-place' : 'issue-find-article'}`} onClick={onClick}>
      {ticks && <TickBox tick={tick} />}
      {place ? (
        <Sentence place={place} isReplacing={isReplacing && tick === 'all'} />
      ) : (
        <>
          <strong className="list-title">{article.title || strings.untitled}</strong>
          <span className="second small">{countOf()}</span>
        </>
      )}
    </div>
  );

  function countOf(): string {
    if (!ticks) return strings.places(keys.length);
    if (!tick) return `${strings.places(keys.length)}，${strings.beingWritten}`;
    return tick === 'some' ? strings.partlyTicked : strings.places(keys.length);
  }
}

const tickNames = { all: strings.ticked, some: strings.partlyTicked, none: strings.unticked } as const;

function TickBox({ tick }: { readonly tick: Tick | undefined }) {
  if (!tick) return <span className="issue-find-notick" />;
  return (
    <span className="issue-find-tick">
      <span className={`issue-find-box issue-find-box-${tick}`}>
        {tick !== 'none' && <Icon name={tick === 'all' ? 'check' : 'minus'} />}
      </span>
      <span className="unseen">{tickNames[tick]}</span>
    </span>
  );
}

function Sentence({ place, isReplacing }: { readonly place: IssuePlace; readonly isReplacing: boolean }) {
  const { before, words, after, edit } = place;
  return (
    <span className="issue-find-sentence">
      {before}
      {isReplacing ? (
        <>
          <del>{words}</del>
          <ins>{edit.text}</ins>
        </>
      ) : (
        <mark>{words}</mark>
      )}
      {after}
    </span>
  );
}
