import { useState } from 'react';
import type { Person } from '#shared/contract/accountCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { leaving } from '../../strings/leaving.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Somebody leaves: what stands with the person, and who takes it over in the same step. */
export function DismissDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const standing = useAnswer(`standing-${person.id}`, () => office.standingWork({ personId: person.id }));
  const [successorId, setSuccessorId] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { value } = standing;
  const needsSuccessor = value?.needsSuccessor === true;
  const isReady = value !== undefined && (!needsSuccessor || successorId !== '');
  const dismiss = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const chosen = needsSuccessor ? { successorId } : {};
    const answer = await office.dismissPerson({ personId: person.id, ...chosen });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', answer.value.isPromised ? leaving.promised(person.name) : leaving.done(person.name));
    onClose();
  };
  return (
    <Dialog
      title={leaving.title(person.name)}
      onClose={onClose}
      onSubmit={dismiss}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="danger" disabled={!isReady} isBusy={isBusy} onClick={dismiss}>
            {leaving.verb}
          </Button>
        </>
      }
    >
      <p>{leaving.text}</p>
      {standing.refusal && <Notice kind="error">{standing.refusal.message}</Notice>}
      {standing.isLoading && <p className="second">{words.loading}</p>}
      {value && !value.isSeen && needsSuccessor && <Notice kind="info">{leaving.unseen}</Notice>}
      {value?.isSeen && value.items.length === 0 && <p className="second">{leaving.nothing(person.name)}</p>}
      {value && value.items.length > 0 && (
        <section aria-label={leaving.standing(person.name, value.items.length)}>
          <h3>{leaving.standing(person.name, value.items.length)}</h3>
          <ul className="leaving-items">
            {value.items.map(({ kind, id, title, waitsFor, since, isOwn }) => (
              <li key={id}>
                <span className="second">{leaving.kinds[kind]}</span> {title}
                <span className="second small">
                  {'　'}
                  {isOwn ? leaving.since(momentText(since)) : leaving.turn(waitsFor, momentText(since))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {value && value.signed.length > 0 && (
        <section aria-label={leaving.signed(person.name, value.signed.length)}>
          <h3>{leaving.signed(person.name, value.signed.length)}</h3>
          <ul className="leaving-items">
            {value.signed.map(({ id, title, label, at }) => (
              <li key={id}>
                <span className="second">{leaving.kinds.issue}</span> {title}
                <span className="second small">
                  {'　'}
                  {leaving.signedAt(label, momentText(at))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {needsSuccessor && (
        <SelectField
          label={leaving.successor}
          hint={leaving.successorHint}
          value={successorId}
          onValue={setSuccessorId}
          options={[
            { value: '', label: leaving.choose, isDisabled: true },
            ...value.successors.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
