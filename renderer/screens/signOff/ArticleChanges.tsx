import { useEffect, useMemo, useRef, useState } from 'react';
import type { ArticleComparison } from '#shared/revision/compareArticles.ts';
import type { ChangeDescription } from '#shared/revision/describeChange.ts';
import type { ListedChange } from '#shared/revision/listChanges.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import type { Moved } from '#shared/revision/movedChanges.ts';
import type { Images } from '../../editor/ArticleView.tsx';
import { MarkedView } from '../../revision/MarkedView.tsx';
import { changeText, revisions } from '../../strings/revisions.ts';
import { signOff } from '../../strings/signOff.ts';
import { sinceSeen } from '../../strings/sinceSeen.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge } from '../../ui/Notice.tsx';

export interface ArticleChangesProps {
  readonly title: string;
  readonly comparison: ArticleComparison;
  readonly changes: readonly (ListedChange & { readonly moved?: Moved })[];
  /** What has become of the article as a whole. */
  readonly note?: string | undefined;
  readonly images: Images;
  readonly nameOf: (personId: string) => string;
  /** Makes a change undone; absent where the flow does not allow it. */
  readonly onWithdraw?: ((change: number) => void) | undefined;
  /** What the button says that does it. */
  readonly withdrawVerb?: string;
  /** Nothing is withdrawn while this runs. */
  readonly isBusy?: boolean;
}

/** The changes of one article by person and time, and the text with them marked in it; each leads to the other. */
export function ArticleChanges(props: ArticleChangesProps) {
  const {
    title,
    comparison,
    changes,
    note,
    images,
    nameOf,
    onWithdraw,
    withdrawVerb = signOff.withdraw,
    isBusy = false,
  } = props;
  // A number means another change once the changes are others.
  const [choice, setChoice] = useState<{ readonly of: ArticleComparison; readonly change: number }>();
  const chosen = choice?.of === comparison ? choice.change : undefined;
  const section = useRef<HTMLElement>(null);
  const marked = useMemo(() => markedDocument(comparison), [comparison]);
  useEffect(() => {
    if (chosen === undefined) return;
    section.current?.querySelector(`.marked [data-change="${chosen}"]`)?.scrollIntoView({ block: 'center' });
  }, [chosen]);
  return (
    <section className="changes-article" aria-label={title} ref={section}>
      <h3>
        《{title}》{changes.length > 0 && <span className="second">{revisions.count(changes.length)}</span>}
        {note !== undefined && (
          <>
            {' '}
            <Badge>{note}</Badge>
          </>
        )}
      </h3>
      {changes.length > 0 && (
        <ol className="changes-list" aria-label={`${revisions.list}：${title}`}>
          {changes.map(({ number, authors, moved, ...change }) => (
            <li key={number} className={number === chosen ? 'changes-chosen' : undefined}>
              <button
                type="button"
                aria-pressed={number === chosen}
                onClick={() => setChoice({ of: comparison, change: number })}
              >
                <span>{moved ? movedText(moved, change) : changeText(change)}</span>
                {authors.length > 0 && (
                  <span className="second small">
                    {revisions.who(
                      authors.map(({ personId }) => nameOf(personId)).join('、'),
                      momentText(authors.at(-1)?.at ?? ''),
                    )}
                  </span>
                )}
              </button>
              {onWithdraw && (
                <Button
                  kind="quiet"
                  icon="undo"
                  aria-label={`${withdrawVerb}：${changeText(change)}`}
                  disabled={isBusy}
                  onClick={() => onWithdraw(number)}
                >
                  {withdrawVerb}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {comparison.changes.length > 0 && (
        <MarkedView
          elements={marked}
          images={images}
          chosen={chosen}
          onChoose={(change) => setChoice({ of: comparison, change })}
        />
      )}
    </section>
  );
}

const longestQuoted = 40;

function movedText(moved: Moved, { removed, added }: ChangeDescription): string {
  const text = (moved === 'from' ? removed : added).trim();
  const words = text.length > longestQuoted ? `${text.slice(0, longestQuoted - 2)}…` : text;
  return moved === 'from' ? sinceSeen.movedFrom(words) : sinceSeen.movedTo(words);
}
