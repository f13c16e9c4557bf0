import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { handover as strings } from '../../strings/handover.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Told } from './takePackages.ts';
import './Handover.css';

export interface ToldListProps {
  readonly told: readonly Told[];
  /** More is still being taken. */
  readonly isBusy: boolean;
  readonly onAsLost: (waits: FoundPackage) => void;
  /** Called before one goes to what came. */
  readonly onLeave: () => void;
}

/** What came of each package that was taken, with the way to what it brought or past what is missing before it. */
export function ToldList({ told, isBusy, onAsLost, onLeave }: ToldListProps) {
  return (
    <div className="handover-told">
      {told.map(({ kind, text, ways = [], waits }, index) => (
        <Notice
          // biome-ignore lint/suspicious/noArrayIndexKey: they are only added to
          key={index}
          kind={kind}
          action={!isBusy && waits && <Button onClick={() => onAsLost(waits)}>{strings.asLost}</Button>}
        >
          <p>{text}</p>
          {!isBusy && ways.length > 0 && (
            <div className="handover-tools">
              {ways.map(({ label, to }) => (
                <Button
                  key={to.id ?? to.place}
                  kind="quiet"
                  onClick={() => {
                    onLeave();
                    void goTo(to);
                  }}
                >
                  {label}
                </Button>
              ))}
            </div>
          )}
        </Notice>
      ))}
    </div>
  );
}
