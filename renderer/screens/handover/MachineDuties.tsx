import { useState } from 'react';
import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { GiveNumberingDialog } from './GiveNumberingDialog.tsx';
import { TakeOverDialog } from './TakeOverDialog.tsx';
import './Machines.css';

const freeSteps = ['edit', 'review', 'archive'] as const;
type FreeStep = (typeof freeSteps)[number];

/** Which machine takes which steps with the issues of each publication, and which one grants the numbers. */
export function MachineDuties({ version }: { readonly version: string }) {
  const duties = useAnswer(`duties-${version}`, () => office.listMachineDuties({}), ['publications', 'issues']);
  if (duties.refusal) return <Notice kind="error">{duties.refusal.message}</Notice>;
  // With one machine there is nothing to share out.
  const shared = (duties.value ?? []).filter(({ machines }) => machines.length > 1);
  if (shared.length === 0) return null;
  return (
    <section className="machine-shares" aria-label={strings.duties}>
      <h3>{strings.duties}</h3>
      <p className="second small">
        {strings.dutiesHint}
        {shared.every(({ mayDecide }) => !mayDecide) && strings.decidedByOther}
      </p>
      {shared.map((duty) => (
        <DutyCard key={duty.publicationId} duty={duty} onChanged={duties.reload} />
      ))}
    </section>
  );
}

function DutyCard({ duty, onChanged }: { readonly duty: MachineDuty; readonly onChanged: () => void }) {
  const { publicationId, publicationName, machines, numbering, mayDecide } = duty;
  const [open, setOpen] = useState<'give' | 'takeOver'>();
  const isDisputed = numbering.disputedBy !== undefined;
  const mayGive = numbering.isHere && !isDisputed;
  const mayTakeOver = numbering.isLost || isDisputed || (numbering.isHere && numbering.otherwiseBy !== undefined);
  const close = () => {
    setOpen(undefined);
    onChanged();
  };
  const decide = async (card: string, steps: readonly string[], step?: FreeStep, takes?: boolean) => {
    const kept = freeSteps.filter((one) => (one === step ? takes : steps.includes(one)));
    const answer = await office.decideMachineDuty({ publicationId, card, steps: kept });
    if (!answer.ok) announceRefusal(answer);
    onChanged();
  };
  return (
    <div className="system-card">
      <h4>{strings.dutyOf(publicationName)}</h4>
      <table className="machine-duties">
        <thead>
          <tr>
            <th scope="col">{strings.dutyMachine}</th>
            {freeSteps.map((step) => (
              <th key={step} scope="col">
                {strings.stepsOf[step]}
              </th>
            ))}
            <th scope="col">{strings.stepsOf.sign}</th>
          </tr>
        </thead>
        <tbody>
          {machines.map(({ card, name, isOwn, steps }) => (
            <tr key={card}>
              <th scope="row">
                {name} {isOwn && <Badge kind="plain">{strings.thisMachine}</Badge>}
              </th>
              {freeSteps.map((step) => (
                <td key={step}>
                  {mayDecide ? (
                    <CheckField
                      label={<span className="unseen">{strings.mayStep(name, strings.stepsOf[step])}</span>}
                      isChecked={steps.includes(step)}
                      onChecked={(takes) => decide(card, steps, step, takes)}
                    />
                  ) : (
                    strings[steps.includes(step) ? 'may' : 'mayNot']
                  )}
                </td>
              ))}
              <td>{strings[steps.includes('sign') ? 'may' : 'mayNot']}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{numbering.isHere ? strings.numberingHere : strings.numberingAt(numbering.name ?? '')}</p>
      {numbering.isToBeSent && !isDisputed && <Notice kind="warn">{strings.toBeSent}</Notice>}
      {isDisputed && <Notice kind="warn">{strings.disputed(numbering.disputedBy ?? '')}</Notice>}
      {numbering.otherwiseBy !== undefined && (
        <Notice kind="warn">{strings.otherwise(numbering.otherwiseBy, numbering.isHere)}</Notice>
      )}
      {machines.map(
        ({ card, name, steps, apartFrom }) =>
          apartFrom !== undefined && (
            <Notice
              key={card}
              kind="warn"
              action={
                mayDecide && (
                  <Button aria-label={strings.settleDutyOf(name)} onClick={() => decide(card, steps)}>
                    {strings.settleDuty}
                  </Button>
                )
              }
            >
              {strings.apart(name, apartFrom)}
            </Notice>
          ),
      )}
      {mayDecide && (mayGive || mayTakeOver) && (
        <div className="machine-tools">
          {mayGive && <Button onClick={() => setOpen('give')}>{strings.give}</Button>}
          {mayTakeOver && <Button onClick={() => setOpen('takeOver')}>{strings.takeOver}</Button>}
        </div>
      )}
      {open === 'give' && <GiveNumberingDialog duty={duty} onClose={close} />}
      {open === 'takeOver' && <TakeOverDialog duty={duty} onClose={close} />}
    </div>
  );
}
