import { useState } from 'react';
import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import { firstRun } from '../../strings/firstRun.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type DraftPerson, draftPerson, hasProblems, staffProblems } from './draftStaff.ts';
import { PersonRow } from './PersonRow.tsx';

export interface PeopleStepProps {
  readonly staffing: Staffing;
  readonly people: readonly DraftPerson[];
  readonly onPeople: (change: (people: readonly DraftPerson[]) => readonly DraftPerson[]) => void;
  /** The recovery code is shared out among three papers. */
  readonly isShared: boolean;
  readonly onShared: (isShared: boolean) => void;
  /** Why the office was not founded. */
  readonly refused: string | undefined;
  readonly isBusy: boolean;
  readonly onPrevious: () => void;
  readonly onFound: () => void;
}

/** Who works here, in which roles; each types a password of their own. */
export function PeopleStep({
  staffing,
  people,
  onPeople,
  isShared,
  onShared,
  refused,
  isBusy,
  onPrevious,
  onFound,
}: PeopleStepProps) {
  const [isAsked, setIsAsked] = useState(false);
  const problems = staffProblems(people, staffing, isAsked);
  const submit = () => {
    setIsAsked(true);
    if (!isBusy && !hasProblems(staffProblems(people, staffing, true))) onFound();
  };
  return (
    <form
      className="founding-step"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="second">
        {firstRun.peopleHint}
        {firstRun.passwordHint}
      </p>
      <ol className="founding-people">
        {people.map((person, index) => (
          <PersonRow
            key={person.key}
            person={person}
            index={index}
            problems={problems.rows[index] ?? {}}
            onChange={(change) =>
              onPeople((all) => all.map((one) => (one.key === person.key ? { ...one, ...change(one) } : one)))
            }
            onRemove={
              people.length > 1 ? () => onPeople((all) => all.filter(({ key }) => key !== person.key)) : undefined
            }
          />
        ))}
      </ol>
      <div>
        <Button icon="plus" disabled={isBusy} onClick={() => onPeople((all) => [...all, draftPerson()])}>
          {firstRun.addPerson}
        </Button>
      </div>
      <CheckField label={firstRun.shareOut} isChecked={isShared} onChecked={onShared} disabled={isBusy} />
      {problems.whole.map((problem) => (
        <Notice key={problem} kind="warn">
          {problem}
        </Notice>
      ))}
      {refused && <Notice kind="error">{refused}</Notice>}
      <footer className="founding-actions">
        {isBusy && (
          <p role="status" className="founding-busy second">
            {firstRun.founding}
          </p>
        )}
        <Button onClick={onPrevious} disabled={isBusy}>
          {firstRun.previous}
        </Button>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {firstRun.found}
        </Button>
      </footer>
    </form>
  );
}
