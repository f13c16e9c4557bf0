import type { Parting, Side } from '#shared/handover/parting.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { digestOfText } from '../digestOfText.ts';
import type { ProvedRoles, ProvedStatement } from './provedRoles.ts';
import type { BoundPerson, BoundRoles, RoleStatement } from './roleStatement.ts';

export interface PartedPerson {
  readonly id: string;
  readonly name: string | undefined;
  readonly here: BoundPerson | undefined;
  readonly there: BoundPerson | undefined;
  readonly left: { readonly here: boolean; readonly there: boolean };
  /** Which has been changed. */
  readonly roles: Parting;
  readonly key: Parting;
  /** Fewer rights; nobody's where nothing is to be chosen. */
  readonly proposed: Side;
}

/** What two machines have said apart since the last statement that both know. */
export interface PartedRoles {
  readonly here: BoundRoles;
  readonly there: BoundRoles;
  readonly people: readonly PartedPerson[];
  readonly recovery: Parting;
}

/** Every statement that is proved, on the own way and beside it, by SM3. */
export function allProved({ states, ways }: ProvedRoles): ReadonlyMap<string, ProvedStatement> {
  return new Map([...ways, ...states].map((one) => [one.bound.digest, one]));
}

/** What either side has that the other has not; undefined where they have not begun from the same statement. */
export function partedRoles(own: ProvedRoles, others: ProvedRoles): PartedRoles | undefined {
  const { bound: here } = own;
  const { bound: there } = others;
  const known = allProved(others);
  const shared = new Map([...allProved(own)].filter(([digest]) => known.has(digest)));
  // The last that both know: those from which no other that both know goes on.
  const passed = new Set([...shared.values()].flatMap(({ ends }) => ends));
  const last = [...shared].flatMap(([digest, { bound }]) => (passed.has(digest) ? [] : [bound]));
  if (last.length === 0) return undefined;
  const ids = new Set([...there.people.keys(), ...here.people.keys()]);
  return {
    here,
    there,
    people: [...ids].map((id) => partedPerson(id, here, there, last)),
    recovery: parting(
      here.recovery ?? '',
      there.recovery ?? '',
      last.map(({ recovery }) => recovery ?? ''),
    ),
  };
}

function partedPerson(id: string, here: BoundRoles, there: BoundRoles, last: readonly BoundRoles[]): PartedPerson {
  const of = ({ people }: BoundRoles) => people.get(id);
  const rolesIn = (bound: BoundRoles) => [...(of(bound)?.roles ?? [])].sort().join();
  const left = { here: here.left.has(id), there: there.left.has(id) };
  // Whoever has left on one of them has left.
  const byLeaving = left.here ? 'here' : left.there ? 'there' : undefined;
  return {
    id,
    name: of(here)?.name ?? of(there)?.name,
    here: of(here),
    there: of(there),
    left,
    roles:
      left.here && left.there
        ? 'same'
        : (byLeaving ?? partingOf(of(here), of(there), parting(rolesIn(here), rolesIn(there), last.map(rolesIn)))),
    key: partingOf(
      of(here),
      of(there),
      parting(
        lastKey(of(here)),
        lastKey(of(there)),
        last.map((one) => lastKey(of(one))),
      ),
    ),
    proposed: (of(there)?.roles.length ?? 0) < (of(here)?.roles.length ?? 0) ? 'there' : 'here',
  };
}

const lastKey = (person: BoundPerson | undefined) => person?.publicKeys.at(-1) ?? '';

/** Whoever is known on one side alone is as that one says. */
function partingOf(here: BoundPerson | undefined, there: BoundPerson | undefined, otherwise: Parting): Parting {
  if (!there) return 'here';
  return here ? otherwise : 'there';
}

function parting(here: string, there: string, last: readonly string[]): Parting {
  if (here === there) return 'same';
  if (last.every((one) => one === there)) return 'here';
  return last.every((one) => one === here) ? 'there' : 'choose';
}

/** Stands for all that either side has said, so that nobody settles what was not shown. */
export function partedDigest({ here, there }: Pick<PartedRoles, 'here' | 'there'>): string {
  return digestOfText(canonicalJson({ here: here.digest, there: there.digest }));
}

export interface Chosen {
  readonly people: ReadonlyMap<string, Side>;
  readonly recovery: Side | undefined;
}

/** What holds from now on; undefined where something was not chosen. */
export function joinedState(
  { here, there, people, recovery }: PartedRoles,
  chosen: Chosen,
): Pick<RoleStatement, 'people' | 'recovery'> | undefined {
  const joined = people.map((person) => joinedPerson(person, chosen.people.get(person.id)));
  const papers = sideOf(recovery, chosen.recovery);
  const inForce = papers === 'there' ? there.recovery : here.recovery;
  if (papers === undefined || inForce === undefined) return undefined;
  const whole = joined.flatMap((person) => person ?? []);
  if (whole.length < joined.length) return undefined;
  return { people: whole.sort((one, other) => (one.id < other.id ? -1 : 1)), recovery: inForce };
}

function joinedPerson(
  { id, name, here, there, roles, key }: PartedPerson,
  chosen: Side | undefined,
): BoundPerson | undefined {
  const rolesFrom = sideOf(roles, chosen);
  const keyFrom = sideOf(key, chosen);
  if (rolesFrom === undefined || keyFrom === undefined) return undefined;
  const given: readonly Role[] = (rolesFrom === 'here' ? here : there)?.roles ?? [];
  const kept = (keyFrom === 'here' ? here : there)?.publicKeys ?? [];
  const others = (keyFrom === 'here' ? there : here)?.publicKeys ?? [];
  return {
    id,
    ...(name === undefined ? {} : { name }),
    roles: [...given].sort(),
    publicKeys: [...others.filter((one) => !kept.includes(one)), ...kept],
  };
}

function sideOf(parting: Parting, chosen: Side | undefined): Side | undefined {
  if (parting === 'choose') return chosen;
  return parting === 'there' ? 'there' : 'here';
}
