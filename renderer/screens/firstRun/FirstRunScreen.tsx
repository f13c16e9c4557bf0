import { useEffect, useState } from 'react';
import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { firstRun } from '../../strings/firstRun.ts';
import { words } from '../../strings/words.ts';
import { StepLine, type StepMark } from '../../ui/StepLine.tsx';
import { type DraftPerson, startingStaff } from './draftStaff.ts';
import { NameStep } from './NameStep.tsx';
import { PeopleStep } from './PeopleStep.tsx';
import type { Papers } from './RecoveryPapers.tsx';
import { RecoveryStep } from './RecoveryStep.tsx';
import { StaffingStep } from './StaffingStep.tsx';
import './firstRun.css';

const steps = ['name', 'staffing', 'people', 'recovery'] as const;
type Step = (typeof steps)[number];

/** The first thing a new machine shows: name, staffing, people, and the recovery code on a paper. */
export function FirstRunScreen({ onFounded }: { readonly onFounded: () => void }) {
  const [step, setStep] = useState<Step>('name');
  const [name, setName] = useState('');
  const [staffing, setStaffing] = useState<Staffing>('standard');
  const [people, setPeople] = useState<readonly DraftPerson[]>(() => startingStaff('standard'));
  const [isShared, setIsShared] = useState(false);
  const [papers, setPapers] = useState<Papers>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  // Closing the window now would lose what was typed, or the code that is never shown again.
  const isHeld = name.trim() !== '';
  useEffect(() => {
    return isHeld ? holdText({ hasUnsaved: () => true, saveNow: async () => false }) : undefined;
  }, [isHeld]);

  const chooseStaffing = (chosen: Staffing) => {
    if (chosen === staffing) return;
    setStaffing(chosen);
    // Roles belong to the staffing; what was typed about people stays with them.
    setPeople(startingStaff(chosen).map((row, index) => ({ ...row, ...typedOf(people[index]) })));
  };
  const found = async () => {
    setIsBusy(true);
    setRefused(undefined);
    const answer = await office.foundOffice({
      name: name.trim(),
      staffing,
      recovery: isShared ? 'shares' : 'code',
      people: people.map((person) => ({
        id: person.id.trim(),
        name: person.name.trim(),
        roles: [...person.roles],
        password: person.password,
      })),
    });
    setIsBusy(false);
    if (!answer.ok) {
      setRefused(answer.message);
      return;
    }
    setPeople([]);
    setPapers(answer.value);
    setStep('recovery');
  };
  return (
    <main className="founding">
      <div className="founding-card">
        <header className="founding-head">
          <span className="founding-mark" aria-hidden="true">
            刊
          </span>
          <div>
            <h1>{firstRun.title}</h1>
            <p className="second">{words.product}</p>
          </div>
        </header>
        <StepLine steps={stepMarks(step)} />
        {step === 'name' && (
          <NameStep name={name} onName={setName} onNext={() => setStep('staffing')} onRestored={onFounded} />
        )}
        {step === 'staffing' && (
          <StaffingStep
            staffing={staffing}
            onStaffing={chooseStaffing}
            onPrevious={() => setStep('name')}
            onNext={() => setStep('people')}
          />
        )}
        {step === 'people' && (
          <PeopleStep
            staffing={staffing}
            people={people}
            onPeople={setPeople}
            isShared={isShared}
            onShared={setIsShared}
            refused={refused}
            isBusy={isBusy}
            onPrevious={() => setStep('staffing')}
            onFound={found}
          />
        )}
        {step === 'recovery' && papers && <RecoveryStep officeName={name.trim()} papers={papers} onGoOn={onFounded} />}
      </div>
    </main>
  );
}

function typedOf(person: DraftPerson | undefined): Partial<DraftPerson> {
  if (!person) return {};
  const { name, id, isIdTyped, password, again } = person;
  return { name, id, isIdTyped, password, again };
}

function stepMarks(current: Step): readonly StepMark[] {
  const now = steps.indexOf(current);
  return steps.map((step, index) => ({
    key: step,
    label: firstRun.steps[step],
    state: index < now ? 'done' : index === now ? 'current' : 'coming',
  }));
}
