import { useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { reuse as strings } from '../../strings/search.ts';
import { dayText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { CompareDialog } from './CompareDialog.tsx';
import './Reuse.css';

export type Reuse = CommandOutput<'checkReuse'>;
export type ReuseFinding = Reuse['findings'][number];

export interface ReusePartProps {
  readonly subject: { readonly kind: 'manuscript' | 'article'; readonly id: string };
  readonly reuse: Reuse | undefined;
  readonly refusal: string | undefined;
}

/** 查重 of one text: what it has in common with what was printed or received, each to be compared and opened. */
export function ReusePart({ subject, reuse, refusal }: ReusePartProps) {
  const [compared, setCompared] = useState<ReuseFinding>();
  if (refusal) return <Notice kind="error">{refusal}</Notice>;
  if (!reuse) return <p className="second reuse-none">{strings.checking}</p>;
  if (reuse.findings.length === 0) return <p className="second reuse-none">{strings.none}</p>;
  return (
    <div className="reuse">
      <Notice kind="warn">{strings.some(reuse.findings.length)}</Notice>
      <ul>
        {reuse.findings.map((finding) => (
          <li key={keyOf(finding)}>
            <p className="reuse-head">
              <strong>{finding.title}</strong>
              <Badge kind="warn">{strings.percent(finding.percent)}</Badge>
              {finding.isVoid && <Badge kind="error">{strings.isVoid}</Badge>}
            </p>
            <p className="second small">{strings.place(finding.where, dayText(finding.on), finding.paragraph)}</p>
            {finding.unit !== '' && <p className="second small">{finding.unit}</p>}
            <p className="reuse-tools">
              <Button onClick={() => setCompared(finding)}>{strings.compare}</Button>
              <Button kind="quiet" onClick={() => openSource(finding)}>
                {strings.open}
              </Button>
            </p>
          </li>
        ))}
      </ul>
      {compared && <CompareDialog subject={subject} finding={compared} onClose={() => setCompared(undefined)} />}
    </div>
  );
}

/** 查重 of what is on the screen, asked anew when it changes. */
export function useReuse({ kind, id }: ReusePartProps['subject'], version: string | number) {
  const { value, refusal } = useAnswer(
    `reuse-${kind}-${id}-${version}`,
    () => office.checkReuse({ subject: { kind, id } }),
    ['manuscripts', 'issues'],
  );
  return { reuse: value, refusal: refusal?.message };
}

function openSource({ source }: ReuseFinding): void {
  goTo(
    source.kind === 'manuscript' ? { place: 'manuscripts', id: source.id } : { place: 'archive', id: source.issueId },
  );
}

function keyOf({ source }: ReuseFinding): string {
  return source.kind === 'manuscript' ? source.id : `${source.issueId} ${source.place}`;
}
