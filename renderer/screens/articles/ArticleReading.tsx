import { useEffect, useMemo, useRef } from 'react';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import { ArticleView, type Images } from '../../editor/ArticleView.tsx';
import { MarkedView } from '../../revision/MarkedView.tsx';
import { revisions as strings } from '../../strings/revisions.ts';
import { words } from '../../strings/words.ts';
import { SelectField } from '../../ui/Field.tsx';
import type { Revisions } from './useRevisions.ts';

/** 改后 is the text to be written; 花脸 shows the changes in it, 改前 the text they were made in. */
export type ArticleViewKind = 'final' | 'marked' | 'original';

const kinds: readonly ArticleViewKind[] = ['final', 'marked', 'original'];

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
  readonly view: Exclude<ArticleViewKind, 'final'>;
  readonly revisions: Revisions;
  readonly images: Images;
  readonly change: number | undefined;
  readonly onChange: (change: number) => void;
}

/** The article to be read in the place of the editor, with the chosen change in sight. */
export function ArticleReading({ view, revisions, images, change, onChange }: ArticleReadingProps) {
  const { asked, comparison } = revisions;
  const pane = useRef<HTMLElement>(null);
  const marked = useMemo(() => (comparison ? markedDocument(comparison) : undefined), [comparison]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a view that has just been drawn has to be scrolled as well
  useEffect(() => {
    pane.current?.querySelector(`[data-change="${change}"]`)?.scrollIntoView({ block: 'center' });
  }, [change, view, marked]);
  const all = { ...asked.value?.images, ...images };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the text is scrolled with the keys
    <section ref={pane} className="articles-read" tabIndex={0} aria-label={strings.views[view]}>
      {!marked && <p className="articles-hint second">{words.loading}</p>}
      {view === 'original' && asked.value && <ArticleView content={asked.value.base} images={all} />}
      {view === 'marked' && marked && <MarkedView elements={marked} images={all} chosen={change} onChoose={onChange} />}
    </section>
  );
}
