import { useState } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { machines as strings } from '../../strings/machines.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { saveCardFile } from './cardFiles.ts';
import { EightWords } from './EightWords.tsx';
import { MakeCardDialog } from './MakeCardDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

export interface OwnMachineProps {
  /** The card that holds; undefined while this machine has none. */
  readonly own: MachineEntry | undefined;
  readonly onChanged: () => void;
}

/** 本机名片: the words to be read to the others, its file, and the end of it. */
export function OwnMachine({ own, onChanged }: OwnMachineProps) {
  const mayChange = useSignedIn().person.readsContent;
  const [open, setOpen] = useState<'make' | 'withdraw'>();
  const close = () => {
    setOpen(undefined);
    onChanged();
  };
  const save = async () => {
    const answer = await office.readMachineCard({});
    if (!answer.ok) return announceRefusal(answer);
    await saveCardFile(answer.value, strings.saveCardTitle);
  };
  return (
    <section className="system-card" aria-label={strings.own}>
      {own ? (
        <>
          <h3>{strings.own}</h3>
          <div>
            <p>
              <strong>{strings.ownOf(own.name, own.office)}</strong>
            </p>
            <p className="second small">{strings.ownMadeAt(momentText(own.takenAt), own.takenByName)}</p>
          </div>
          <div>
            <p className="second">{strings.ownWords}</p>
            <EightWords label={strings.ownWords} words={own.words} />
            <p className="second small">{strings.ownWordsHint}</p>
          </div>
          <div className="machine-tools">
            <Button icon="export" onClick={save}>
              {strings.saveCard}
            </Button>
            {mayChange && (
              <Button kind="quiet" onClick={() => setOpen('withdraw')}>
                {strings.withdraw}
              </Button>
            )}
          </div>
        </>
      ) : (
        <EmptyState
          icon="system"
          title={strings.ownNone}
          action={
            mayChange && (
              <Button kind="primary" icon="plus" onClick={() => setOpen('make')}>
                {strings.make}
              </Button>
            )
          }
        >
          {mayChange ? strings.ownNoneHint : strings.ownByEditorial}
        </EmptyState>
      )}
      {open === 'make' && <MakeCardDialog onClose={close} />}
      {open === 'withdraw' && (
        <RevokeDialog
          title={strings.withdrawTitle}
          text={strings.withdrawText}
          verb={strings.withdrawVerb}
          revoke={(reason) => office.withdrawMachineCard({ reason })}
          onDone={async ({ file }) => {
            announce('ok', strings.withdrawn);
            await saveCardFile(file, strings.saveRevocationTitle, strings.revocationNotSaved);
          }}
          onClose={close}
        />
      )}
    </section>
  );
}
