import { useState } from 'react';
import type { ArticleVersion } from '#shared/contract/articleCommands.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import type { Images } from '../../editor/ArticleView.tsx';
import { articles as strings, versionKindNames } from '../../strings/articles.ts';
import { momentText, words } from '../../strings/words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { VersionDialog } from './VersionDialog.tsx';

export interface VersionListProps {
  readonly id: string;
  /** The text as it stands now, to compare a version with, and its pictures. */
  readonly content: ArticleContent;
  readonly images: Images;
  readonly nameOf: (personId: string) => string;
  /** Absent where the article can only be read. */
  readonly onRestore?: (version: number) => void;
}

/** The versions of an article, newest first; one can be looked at and made the newest again. */
export function VersionList({ id, content, images, nameOf, onRestore }: VersionListProps) {
  const versions = useAnswer(`versions-${id}`, () => office.listArticleVersions({ id }), ['articles']);
  const [shown, setShown] = useState<ArticleVersion>();
  if (versions.refusal) return <Notice kind="error">{versions.refusal.message}</Notice>;
  if (!versions.value) return <p className="articles-hint second">{words.loading}</p>;
  const newest = versions.value[0]?.version;
  return (
    <>
      <ol className="articles-versions" aria-label={strings.versions}>
        {versions.value.map((version) => (
          <li key={version.version}>
            <button type="button" onClick={() => setShown(version)}>
              <span>
                {strings.version(version.version)}
                <span className="second">
                  {`　${version.version === newest ? `${strings.now}　` : ''}${version.name || versionKindNames[version.kind]}`}
                </span>
              </span>
              <span className="second small">
                {nameOf(version.author)}　{momentText(version.savedAt)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className="articles-hint second small">{strings.thinned}</p>
      {shown && (
        <VersionDialog
          id={id}
          version={shown}
          now={content}
          images={images}
          author={nameOf(shown.author)}
          onClose={() => setShown(undefined)}
          {...(onRestore && shown.version !== newest ? { onRestore } : {})}
        />
      )}
    </>
  );
}
