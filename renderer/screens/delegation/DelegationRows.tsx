import type { DelegationEntry } from '#shared/contract/delegationCommands.ts';
import { delegation } from '../../strings/delegation.ts';
import { dayText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, type NoticeKind } from '../../ui/Notice.tsx';

type Entry = Omit<DelegationEntry, 'steps' | 'isOwn'> & Partial<Pick<DelegationEntry, 'steps'>>;

export interface DelegationRowsProps<Of extends Entry> {
  readonly title: string;
  readonly empty: string;
  readonly entries: readonly Of[];
  readonly nameOf: (entry: Of) => string;
  /** Offered beside those that can still be ended. */
  readonly onEnd?: (entry: Of) => void;
}

const badges: Readonly<Record<DelegationEntry['state'], NoticeKind | 'plain'>> = {
  coming: 'info',
  holds: 'ok',
  over: 'plain',
  ended: 'plain',
  elsewhere: 'plain',
};

/** Delegations one under the other, each with whom, for what, for how long, and where it stands. */
export function DelegationRows<Of extends Entry>({ title, empty, entries, nameOf, onEnd }: DelegationRowsProps<Of>) {
  return (
    <section className="delegation-part" aria-label={title}>
      <h3>{title}</h3>
      {entries.length === 0 ? (
        <p className="second">{empty}</p>
      ) : (
        <ul className="delegation-rows">
          {entries.map((entry) => (
            <li key={entry.id} className="delegation-row">
              <div className="delegation-row-main">
                <strong>{nameOf(entry)}</strong>
                <p>{delegation.scope(entry.publicationNames, entry.includesRelease)}</p>
                <p className="second small">
                  {delegation.days(dayText(entry.from), dayText(entry.until))}
                  {entry.steps !== undefined && `　${delegation.steps(entry.steps)}`}
                </p>
              </div>
              <Badge kind={badges[entry.state]}>{delegation.states[entry.state]}</Badge>
              {onEnd && entry.state !== 'over' && entry.state !== 'ended' && (
                <Button onClick={() => onEnd(entry)}>{delegation.end}</Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
