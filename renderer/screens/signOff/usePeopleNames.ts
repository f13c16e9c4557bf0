import { useMemo } from 'react';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';

/** The names of people by their ids. */
export function usePeopleNames(): (personId: string) => string {
  const people = useAnswer('sign-off-people', () => office.listPeople({}), ['people']);
  return useMemo(() => {
    const names = new Map(people.value?.map(({ id, name }) => [id, name]));
    return (personId) => names.get(personId) ?? personId;
  }, [people.value]);
}
