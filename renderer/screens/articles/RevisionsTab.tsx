import { useState } from 'react';
import { changeText, revisions as strings } from '../../strings/revisions.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Revisions } from './useRevisions.ts';

export interface RevisionsTabProps {
  readonly revisions: Revisions;
  readonly nameOf: (personId: string) => string;
  readonly chosen: number | undefined;
  /** Shows the place of a change in the text. */
  readonly onChoose: (change: number) => void;
  /** Absent where the article can only be read. */
  readonly onAccept?: (changes: readonly number[]) => void;
  readonly onReject?: (changes: readonly number[]) => void;
  /** Saves the marked copy as a file. */
  readonly onExport: () => void;
}

/** 改动: every change since the 底稿, by whom and when; each, those of one person or all are accepted or put back. */
export function RevisionsTab({ revisions, nameOf, chosen, onChoose, onAccept, onReject, onExport }: RevisionsTabProps) {
  const { asked, compared } = revisions;
  const [person, setPerson] = useState('');
  if (asked.refusal) return <Notice kind="error">{asked.refusal.message}</Notice>;
  if (!compared) return <p className="articles-hint second">{words.loading}</p>;
  const changes = compared.listed;
  if (changes.length === 0) {
    return (
      <EmptyState icon="check" title={strings.none}>
        {strings.noneHint}
      </EmptyState>
    );
  }
  const people = [...new Set(changes.flatMap(({ authors }) => authors.map(({ personId }) => personId)))];
  const isAll = !people.includes(person);
  const listed = isAll ? changes : changes.filter(({ authors }) => authors.some(({ personId }) => personId === person));
  const numbers = listed.map(({ number }) => number);
  const one = listed.find(({ number }) => number === chosen);
  const act = (work: ((changes: readonly number[]) => void) | undefined, some: readonly number[]) => () => work?.(some);
  return (
    <div className="revisions">
      <div className="revisions-head">
        {people.length > 1 ? (
          <SelectField
            label={strings.byPerson}
            isLabelUnseen
            value={isAll ? '' : person}
            options={[
              { value: '', label: `${strings.everybody}（${changes.length}）` },
              ...people.map((id) => ({ value: id, label: nameOf(id) })),
            ]}
            onValue={setPerson}
          />
        ) : (
          <span>{strings.count(changes.length)}</span>
        )}
        {onAccept && isAll && <Button onClick={act(onAccept, numbers)}>{strings.acceptAll}</Button>}
        {onAccept && !isAll && <Button onClick={act(onAccept, numbers)}>{strings.acceptThese(listed.length)}</Button>}
        {onReject && !isAll && <Button onClick={act(onReject, numbers)}>{strings.rejectThese(listed.length)}</Button>}
      </div>
      <VirtualList
        label={strings.list}
        items={listed}
        keyOf={({ number }) => String(number)}
        rowHeight={64}
        chosen={one && String(one.number)}
        onChoose={(number) => onChoose(Number(number))}
        renderItem={({ authors, ...change }) => (
          <div className="revisions-row">
            <span className="revisions-text">{changeText(change)}</span>
            <span className="second small list-title">
              {strings.who(
                authors.map(({ personId }) => nameOf(personId)).join('、'),
                momentText(authors.at(-1)?.at ?? ''),
              )}
            </span>
          </div>
        )}
      />
      <div className="revisions-foot">
        <Button kind="quiet" onClick={onExport}>
          {strings.exportCopy}
        </Button>
        {onAccept && onReject && (
          <span className="revisions-acts">
            <Button disabled={!one} onClick={act(onReject, one ? [one.number] : [])}>
              {strings.reject}
            </Button>
            <Button disabled={!one} onClick={act(onAccept, one ? [one.number] : [])}>
              {strings.accept}
            </Button>
          </span>
        )}
      </div>
      <p className="revisions-legend second small">{strings.legend}</p>
    </div>
  );
}
