import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { announce, putAllAway } from './announcements.tsx';
import { saveEverything } from './leaving.ts';
import { startAt } from './navigation.ts';
import { desk, office, type Refusal } from './office.ts';
import { dropOpenSave } from './saveFiles.ts';
import { createStore, useStore } from './store.ts';

/** Who sits at the window. */
export type Session = CommandOutput<'signIn'>;

const session = createStore<Session | undefined>(undefined);

export async function signIn(personId: string, password: string): Promise<Refusal | undefined> {
  const answer = await office.signIn({ personId, password });
  if (!answer.ok) return answer;
  startAt({ place: firstPlace(answer.value.person.roles) });
  session.set(answer.value);
  for (const alert of answer.value.alerts) announce('error', alert);
  for (const notice of answer.value.notices) announce('warn', notice);
  return undefined;
}

/** 切换用户: saves what is open, then lets the next person sign in. */
export async function signOut(): Promise<void> {
  if (!(await saveEverything())) return;
  await office.signOut({});
  forgetSession();
}

/** 锁定: saves what is open, then every process is replaced and the sign-in stands there again. */
export async function lock(): Promise<void> {
  if (!(await saveEverything())) return;
  await within(longestAnswerMs, office.recordLock({ cause: 'person' }));
  await desk.lock({});
}

/** A save that does not come to an end must not keep the window open. */
const longestSaveMs = 10_000;
/** Nor an office that is busy: what it was told it does before it ends. */
const longestAnswerMs = 1000;
let isLocking = false;

/**
 * Nobody has sat at the window for a while: locked whatever stands there. Where an editor's text could not be saved the
 * window stays, the text unseen behind the sign-in, because with its process it would be lost.
 */
export async function lockUnattended(cause: 'idle' | 'screen' = 'idle'): Promise<void> {
  if (isLocking) return;
  isLocking = true;
  try {
    const isSaved = await within(
      longestSaveMs,
      saveEverything(true).catch(() => false),
    );
    await within(longestAnswerMs, office.recordLock({ cause }));
    if (isSaved) {
      await desk.lock({});
      return;
    }
    await within(longestAnswerMs, office.signOut({}));
    forgetSession();
  } finally {
    isLocking = false;
  }
}

/** Undefined where it takes longer. */
function within<Value>(milliseconds: number, answer: Promise<Value>): Promise<Value | undefined> {
  const tooLate = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));
  return Promise.race([answer, tooLate]);
}

/** The office knows nobody any more: the sign-in stands there, and nothing of the person before can be answered or saved. */
export function forgetSession(): void {
  putAllAway();
  dropOpenSave();
  session.set(undefined);
}

/** The password that another gave has been changed. */
export function passwordIsOwn(): void {
  const current = session.get();
  if (current) session.set({ ...current, mustChangePassword: false });
}

export function useSession(): Session | undefined {
  return useStore(session);
}

/** The session inside the signed-in part of the window. */
export function useSignedIn(): Session {
  const current = useSession();
  if (!current) throw new Error('nobody is signed in');
  return current;
}

/** None while nobody is signed in, or the password is another's. */
export function currentRoles(): readonly Role[] {
  const current = session.get();
  return current && !current.mustChangePassword ? current.person.roles : [];
}

export function useHasRole(...roles: readonly Role[]): boolean {
  const { person } = useSignedIn();
  return person.roles.some((role) => roles.includes(role));
}

function firstPlace(roles: readonly Role[]): 'manuscripts' | 'signOff' | 'archive' | 'system' {
  if (roles.includes('editor')) return 'manuscripts';
  if (roles.includes('reviewer') || roles.includes('signer')) return 'signOff';
  return roles.includes('archivist') ? 'archive' : 'system';
}
