import { useMemo, useState } from 'react';
import type { ArticleVersion } from '#shared/contract/articleCommands.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import { ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { ArticleView, type Images } from '../../editor/ArticleView.tsx';
import { MarkedView } from '../../revision/MarkedView.tsx';
import { articles as strings } from '../../strings/articles.ts';
import { revisions } from '../../strings/revisions.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** One version to be read, or set beside the text as it stands now. */
export function VersionDialog({
  id,
  version: { version, savedAt },
  now,
  images,
  author,
  isComparedAtFirst = false,
  onClose,
  onRestore,
}: {
  readonly id: string;
  readonly version: Pick<ArticleVersion, 'version' | 'savedAt'>;
  readonly now: ArticleContent;
  readonly images: Images;
  readonly author: string;
  readonly isComparedAtFirst?: boolean;
  readonly onClose: () => void;
  readonly onRestore?: (version: number) => void;
}) {
  const asked = useAnswer(`version-${id}-${version}`, () => office.readArticleVersion({ id, version }));
  const [isCompared, setIsCompared] = useState(isComparedAtFirst);
  const { value } = asked;
  const comparison = useMemo(() => (value ? compareArticles(value.content, now) : undefined), [value, now]);
  const restore = async () => {
    onClose();
    const question = {
      title: strings.restoreTitle(version),
      text: strings.restoreText,
      verb: strings.restore,
    };
    if ((await ask(question)) !== undefined) onRestore?.(version);
  };
  return (
    <Dialog
      title={strings.versionTitle(version, author, momentText(savedAt))}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <CheckField label={revisions.compare} isChecked={isCompared} onChecked={setIsCompared} />
          <Button onClick={onClose}>{words.close}</Button>
          {onRestore && (
            <Button kind="primary" onClick={restore}>
              {strings.restore}
            </Button>
          )}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text is scrolled with the keys */}
      <section className="articles-version" tabIndex={0} aria-label={strings.work}>
        {asked.refusal && <Notice kind="error">{asked.refusal.message}</Notice>}
        {value && !isCompared && <ArticleView content={value.content} images={value.images} />}
        {value && isCompared && comparison?.changes.length === 0 && <EmptyState icon="check" title={revisions.same} />}
        {value && isCompared && comparison && comparison.changes.length > 0 && (
          <MarkedView elements={markedDocument(comparison)} images={{ ...images, ...value.images }} />
        )}
      </section>
    </Dialog>
  );
}
