import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { createStore, useStore } from './store.ts';

/** The six places of the rail. */
export const placeNames = ['manuscripts', 'articles', 'issues', 'signOff', 'archive', 'system'] as const;
export type PlaceName = (typeof placeNames)[number];

/** Where people work who read manuscripts; the others keep the office itself. */
export function placesOf(roles: readonly Role[]): readonly PlaceName[] {
  const reads = roles.some((role) => ['editor', 'reviewer', 'signer', 'archivist'].includes(role));
  return reads ? placeNames : ['system'];
}

/** Where one is: a place, the thing chosen in it, and a part of that thing to go to (an article of an issue, a tab). */
export interface Location {
  readonly place: PlaceName;
  readonly id?: string | undefined;
  readonly part?: string | undefined;
}

interface Trail {
  readonly now: Location;
  readonly before: readonly Location[];
}

const trail = createStore<Trail>({ now: { place: 'manuscripts' }, before: [] });

/** Leaving a place may have to wait for text to be saved; see `leaving.ts`. */
let mayLeave: () => Promise<boolean> = async () => true;

export function guardLeaving(guard: () => Promise<boolean>): void {
  mayLeave = guard;
}

/** Goes somewhere, once what is open there lets go; addresses never hold words of a manuscript. */
export async function goTo(location: Location): Promise<void> {
  const { now, before } = trail.get();
  const isSame = now.place === location.place && now.id === location.id && now.part === location.part;
  if (isSame || !(await mayLeave())) return;
  trail.set({ now: location, before: [...before, now].slice(-50) });
}

export async function goBack(): Promise<void> {
  const { before } = trail.get();
  const last = before.at(-1);
  if (!last || !(await mayLeave())) return;
  trail.set({ now: last, before: before.slice(0, -1) });
}

/** Forgets where one was, as at sign-out. */
export function startAt(location: Location): void {
  trail.set({ now: location, before: [] });
}

export function useLocation(): Location {
  return useStore(trail).now;
}
