import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { ArticleContent } from '#shared/issue/article.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import { toldComparison } from '#shared/revision/tellChanges.ts';
import { ArticleView, type Images } from '../../editor/ArticleView.tsx';
import { MarkedView } from '../../revision/MarkedView.tsx';
import { revisions as strings } from '../../strings/revisions.ts';
import { words } from '../../strings/words.ts';
import { SelectField } from '../../ui/Field.tsx';
import type { Revisions } from './useRevisions.ts';

/** 改后 is the text to be written, 阅读 the same to be read; 花脸 shows the changes in it, 改前 the text they were made in. */
export type ArticleViewKind = 'final' | 'reading' | 'marked' | 'original';

const kinds: readonly ArticleViewKind[] = ['final', 'reading', 'marked', 'original'];

export function ViewChoice({
  view,
  onView,
}: {
  readonly view: ArticleViewKind;
  readonly onView: (view: ArticleViewKind) => void;
}) {
  return (
    <SelectField
      label={strings.view}
      isLabelUnseen
      value={view}
      options={kinds.map((value) => ({ value, label: strings.views[value] }))}
      onValue={(value) => onView(value as ArticleViewKind)}
    />
  );
}

export interface ArticleReadingProps {
  readonly ref: Ref<HTMLElement>;
  readonly view: Exclude<ArticleViewKind, 'final'>;
  readonly revisions: Revisions;
  /** The text as it stands in the editor, and the part of it in which the caret is. */
  readonly content: ArticleContent;
  readonly caret: number;
  /** Goes back to the text to be written. */
  readonly onWrite: () => void;
  readonly images: Images;
  readonly change: number | undefined;
  readonly onChange: (change: number) => void;
}

/** The article to be read in the place of the editor, with the chosen change in sight. */
export function ArticleReading({
  ref,
  view,
  revisions,
  content,
  caret,
  onWrite,
  images,
  change,
  onChange,
}: ArticleReadingProps) {
  const { asked, compared } = revisions;
  const pane = useRef<HTMLElement>(null);
  useImperativeHandle(ref, () => pane.current as HTMLElement);
  const marked = useMemo(() => {
    if (view !== 'marked' || !compared) return;
    return markedDocument(toldComparison(compared.base, compared.text, compared));
  }, [view, compared]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that has just been drawn has to be scrolled as well
  useEffect(() => {
    pane.current?.querySelector(`[data-change="${change}"]`)?.scrollIntoView({ block: 'center' });
  }, [change, view, marked]);
  // One reads on where one was writing.
  const block = useRef(caret - 1);
  useEffect(() => {
    if (view === 'reading')
      pane.current?.querySelector(`[data-block="${block.current}"]`)?.scrollIntoView({ block: 'center' });
  }, [view]);
  const all = { ...asked.value?.images, ...images };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onWrite();
  };
  return (
    <section
      ref={pane}
      className={`articles-read${view === 'reading' ? ' articles-measured' : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the text is scrolled with the keys
      tabIndex={0}
      aria-label={strings.views[view]}
      onKeyDown={onKeyDown}
    >
      {view === 'reading' && <ArticleView content={content} images={all} />}
      {view === 'marked' && !marked && <p className="articles-hint second">{words.loading}</p>}
      {view === 'original' && !asked.value && <p className="articles-hint second">{words.loading}</p>}
      {view === 'original' && asked.value && <ArticleView content={asked.value.base} images={all} />}
      {view === 'marked' && marked && <MarkedView elements={marked} images={all} chosen={change} onChoose={onChange} />}
    </section>
  );
}
