import { useState } from 'react';
import { roleAt } from '#shared/workflow/flow.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole, useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { delegation } from '../../strings/delegation.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Today where one is, so many days later, as a field of a date writes it. */
function dayFromNow(days: number): string {
  const now = new Date();
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A new delegation: to whom, for which publications, for how long, and whether 签发 is part of it. */
export function DelegationForm({ onDone }: { readonly onDone: () => void }) {
  const { person } = useSignedIn();
  const isSigner = useHasRole('signer');
  const people = useAnswer('people', () => office.listPeople({}), ['people']);
  const publications = useAnswer('publications', () => office.listPublications({}), ['publications']);
  const [delegateId, setDelegateId] = useState('');
  const [left, setLeft] = useState<readonly string[]>([]);
  const [from, setFrom] = useState(() => dayFromNow(0));
  const [until, setUntil] = useState(() => dayFromNow(7));
  const [includesRelease, setIncludesRelease] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  if (!people.value || !publications.value) {
    const refusal = people.refusal ?? publications.refusal;
    return refusal ? <Notice kind="error">{refusal.message}</Notice> : <p className="second">{words.loading}</p>;
  }
  const colleagues = people.value.filter(
    ({ id, leftAt, readsContent }) => id !== person.id && leftAt === undefined && readsContent,
  );
  const held = publications.value.filter(({ settings }) =>
    settings.flow.some((station) => station.kind !== 'responsibleEditor' && roleAt(station, person) !== undefined),
  );
  if (held.length === 0) return <Notice kind="info">{delegation.nothingToGive}</Notice>;
  if (colleagues.length === 0) return <Notice kind="info">{delegation.nobody}</Notice>;
  const chosen = held.filter(({ id }) => !left.includes(id));
  const isEarly = from !== '' && until !== '' && until < from;
  const isReady = delegateId !== '' && chosen.length > 0 && from !== '' && until !== '' && !isEarly;
  const give = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const publicationIds = chosen.map(({ id }) => id);
    const answer = await office.giveDelegation({ delegateId, publicationIds, from, until, includesRelease });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', delegation.given(answer.value.delegateName));
    onDone();
  };
  return (
    <section className="delegation-form" aria-label={delegation.give}>
      <h3>{delegation.give}</h3>
      <SelectField
        label={delegation.delegate}
        options={[
          { value: '', label: delegation.chooseDelegate },
          ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={delegateId}
        onValue={setDelegateId}
        autoFocus
      />
      <fieldset className="delegation-publications">
        <legend className="field-label">{delegation.publications}</legend>
        {held.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            isChecked={!left.includes(id)}
            onChecked={(isChecked) => setLeft(isChecked ? left.filter((one) => one !== id) : [...left, id])}
          />
        ))}
      </fieldset>
      <div className="delegation-days">
        <TextField label={delegation.from} type="date" value={from} onValue={setFrom} />
        <TextField
          label={delegation.until}
          type="date"
          value={until}
          onValue={setUntil}
          error={isEarly ? delegation.untilEarly : undefined}
        />
      </div>
      {isSigner && (
        <CheckField
          label={
            <>
              {delegation.release} <span className="second">{delegation.releaseHint}</span>
            </>
          }
          isChecked={includesRelease}
          onChecked={setIncludesRelease}
        />
      )}
      {refused && <Notice kind="error">{refused}</Notice>}
      <div className="delegation-actions">
        <Button onClick={onDone}>{words.cancel}</Button>
        <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={give}>
          {delegation.giveVerb}
        </Button>
      </div>
    </section>
  );
}
