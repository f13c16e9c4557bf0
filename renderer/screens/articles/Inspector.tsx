import { type ReactNode, useState } from 'react';
import type { OutlineEntry } from '../../editor/outlineOf.ts';
import { articles as strings } from '../../strings/articles.ts';
import { SidePane } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { VersionList } from './VersionList.tsx';

export interface InspectorProps {
  readonly id: string;
  readonly outline: readonly OutlineEntry[];
  /** The article as it prints. */
  readonly pages: ReactNode;
  readonly nameOf: (personId: string) => string;
  readonly onHeading: (number: number) => void;
  readonly onRestore?: (version: number) => void;
}

/** Pages want more room than lists; each width is remembered by itself. */
const widthOfLists = { name: 'article-inspector', initial: 260, least: 200, most: 480 } as const;
const widthOfPages = { name: 'article-pages', initial: 440, least: 280, most: 1000 } as const;

/** Beside the text: its headings, its pages, and the versions it had. */
export function Inspector({ id, outline, pages, nameOf, onHeading, onRestore }: InspectorProps) {
  const [tab, setTab] = useState<'outline' | 'pages' | 'versions'>('outline');
  const tabs = [
    { key: 'outline', label: strings.outline },
    { key: 'pages', label: strings.pages },
    { key: 'versions', label: strings.versions },
  ] as const;
  const width = tab === 'pages' ? widthOfPages : widthOfLists;
  return (
    <SidePane key={width.name} label={strings.inspector} side="right" {...width}>
      <Tabs label={strings.inspector} tabs={tabs} chosen={tab} onChoose={setTab}>
        {tab === 'outline' && <Outline outline={outline} onHeading={onHeading} />}
        {tab === 'pages' && pages}
        {tab === 'versions' && <VersionList id={id} nameOf={nameOf} {...(onRestore ? { onRestore } : {})} />}
      </Tabs>
    </SidePane>
  );
}

function Outline({ outline, onHeading }: Pick<InspectorProps, 'outline' | 'onHeading'>) {
  if (outline.length === 0) return <p className="articles-hint second">{strings.outlineEmpty}</p>;
  return (
    <ul className="articles-outline" aria-label={strings.outline}>
      {outline.map(({ number, level, text }) => (
        <li key={number}>
          <button type="button" className={`outline-level${level}`} onClick={() => onHeading(number)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
