import type { ReactNode } from 'react';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { Images } from '../../editor/ArticleView.tsx';
import { articles as strings } from '../../strings/articles.ts';
import { revisions as revisionStrings } from '../../strings/revisions.ts';
import { terms } from '../../strings/terms.ts';
import { SidePane } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { VersionList } from './VersionList.tsx';

export type InspectorTab = 'outline' | 'pages' | 'revisions' | 'comments' | 'proofreading' | 'versions';

export interface InspectorProps {
  readonly id: string;
  /** Its headings. */
  readonly outline: ReactNode;
  /** The article as it prints. */
  readonly pages: ReactNode;
  /** What has changed since the 底稿. */
  readonly revisions: ReactNode;
  readonly comments: ReactNode;
  readonly openComments: number;
  /** What proofreading finds in the text. */
  readonly proofreading: ReactNode;
  readonly tab: InspectorTab;
  readonly onTab: (tab: InspectorTab) => void;
  /** The text as it stands in the editor. */
  readonly content: ArticleContent;
  readonly images: Images;
  readonly nameOf: (personId: string) => string;
  readonly onRestore?: (version: number) => void;
}

/** Pages want more room than lists; each width is remembered by itself. */
const widthOfLists = { name: 'article-inspector', initial: 300, least: 200, most: 480 } as const;
const widthOfPages = { name: 'article-pages', initial: 440, least: 280, most: 1000 } as const;

/** Beside the text: its headings, its pages, its changes, what was said about it, and the versions it had. */
export function Inspector({
  id,
  outline,
  pages,
  revisions,
  comments,
  openComments,
  proofreading,
  tab,
  onTab,
  content,
  images,
  nameOf,
  onRestore,
}: InspectorProps) {
  const tabs = [
    { key: 'outline', label: strings.outline },
    { key: 'pages', label: strings.pages },
    { key: 'revisions', label: revisionStrings.tab },
    { key: 'comments', label: strings.commentsTab(openComments) },
    { key: 'proofreading', label: terms.tab },
    { key: 'versions', label: strings.versions },
  ] as const;
  const width = tab === 'pages' ? widthOfPages : widthOfLists;
  return (
    <SidePane key={width.name} label={strings.inspector} side="right" {...width}>
      <Tabs label={strings.inspector} tabs={tabs} chosen={tab} onChoose={onTab}>
        {tab === 'outline' && outline}
        {tab === 'pages' && pages}
        {tab === 'revisions' && revisions}
        {tab === 'comments' && comments}
        {tab === 'proofreading' && proofreading}
        {tab === 'versions' && (
          <VersionList
            id={id}
            content={content}
            images={images}
            nameOf={nameOf}
            {...(onRestore ? { onRestore } : {})}
          />
        )}
      </Tabs>
    </SidePane>
  );
}
