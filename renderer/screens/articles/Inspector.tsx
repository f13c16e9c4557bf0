import { useState } from 'react';
import type { OutlineEntry } from '../../editor/outlineOf.ts';
import { articles as strings } from '../../strings/articles.ts';
import { SidePane } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { VersionList } from './VersionList.tsx';

export interface InspectorProps {
  readonly id: string;
  readonly outline: readonly OutlineEntry[];
  readonly nameOf: (personId: string) => string;
  readonly onHeading: (number: number) => void;
  readonly onRestore?: (version: number) => void;
}

/** Beside the text: its headings, and the versions it had. */
export function Inspector({ id, outline, nameOf, onHeading, onRestore }: InspectorProps) {
  const [tab, setTab] = useState<'outline' | 'versions'>('outline');
  const tabs = [
    { key: 'outline', label: strings.outline },
    { key: 'versions', label: strings.versions },
  ] as const;
  return (
    <SidePane name="article-inspector" label={strings.inspector} side="right" initial={260} least={200} most={480}>
      <Tabs label={strings.inspector} tabs={tabs} chosen={tab} onChoose={setTab}>
        {tab === 'versions' ? (
          <VersionList id={id} nameOf={nameOf} {...(onRestore ? { onRestore } : {})} />
        ) : (
          <Outline outline={outline} onHeading={onHeading} />
        )}
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
