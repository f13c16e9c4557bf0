import type { KeyboardEvent } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { KeptSearch } from '#shared/contract/searchCommands.ts';
import { search as strings } from '../../strings/search.ts';
import { Button, IconButton } from '../../ui/Button.tsx';

export interface SearchMemoryProps {
  readonly kept: CommandOutput<'listSearches'>;
  readonly onChoose: (kept: KeptSearch) => void;
  readonly onRemove: (kept: KeptSearch) => void;
  /** The arrow up from the first, and Esc. */
  readonly onLeave: () => void;
}

/** What one has searched for, the saved by name and the last; arrow keys go through it. */
export function SearchMemory({ kept, onChoose, onRemove, onLeave }: SearchMemoryProps) {
  const { recent, saved } = kept;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      return onLeave();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.search-kept > .button:first-child')];
    const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
    if (step === undefined || at < 0) return;
    event.preventDefault();
    if (at + step < 0) onLeave();
    else rows[at + step]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside take the focus
    <div className="search-memory" onKeyDown={onKeyDown}>
      {saved.length === 0 && recent.length === 0 && <p className="second small">{strings.nothingKept}</p>}
      {saved.length > 0 && <Kept title={strings.savedOnes} searches={saved} onChoose={onChoose} onRemove={onRemove} />}
      {recent.length > 0 && <Kept title={strings.recent} searches={recent} onChoose={onChoose} onRemove={onRemove} />}
      <details className="search-language">
        <summary>{strings.language}</summary>
        <ul className="second small">
          {strings.languageLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Kept({
  title,
  searches,
  onChoose,
  onRemove,
}: Pick<SearchMemoryProps, 'onChoose' | 'onRemove'> & {
  readonly title: string;
  readonly searches: readonly KeptSearch[];
}) {
  return (
    <section aria-label={title}>
      <h3 className="second small">{title}</h3>
      {searches.map((kept) => (
        <div key={kept.id} className="search-kept">
          <Button kind="quiet" onClick={() => onChoose(kept)}>
            <span className="list-title">{saidOf(kept)}</span>
          </Button>
          <IconButton label={strings.remove(kept.name ?? kept.text)} icon="close" onClick={() => onRemove(kept)} />
        </div>
      ))}
    </section>
  );
}

/** The name, or the words and what they were narrowed to. */
function saidOf({ name, text, filters }: KeptSearch): string {
  const { year, unit, column, publication } = filters;
  const narrowed = [year && strings.year(year), unit, column, publication].filter(Boolean);
  return name ?? [text, ...narrowed].join('　');
}
