import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { RestoreEntry } from '../screens/restore/RestoreEntry.tsx';
import { SignInScreen } from '../screens/signIn/SignInScreen.tsx';
import { shell } from '../strings/shell.ts';
import { words } from '../strings/words.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Announcements, announce } from './announcements.tsx';
import { closeWindow } from './closeWindow.ts';
import { exitOffer, forgetWhatIsDue, lookWhatIsDue } from './dueAtExit.ts';
import { Mishap } from './Mishap.tsx';
import { desk, office, type Refusal } from './office.ts';
import { PreferencesFrame } from './preferences.tsx';
import { openSave } from './saveFiles.ts';
import { forgetSession, useSession } from './session.ts';
import { useStore } from './store.ts';

/** What stands behind the sign-in is read while the password is typed: one waits for the sign-in with nothing in hand. */
const loadShell = () => import('./Shell.tsx').then(({ Shell }) => ({ default: Shell }));
const Shell = lazy(loadShell);
const SaveDialog = lazy(() => import('./SaveDialog.tsx').then((module) => ({ default: module.SaveDialog })));
const ExitDialog = lazy(() =>
  import('../screens/system/ExitDialog.tsx').then((module) => ({ default: module.ExitDialog })),
);
const FirstRunScreen = lazy(() =>
  import('../screens/firstRun/FirstRunScreen.tsx').then((module) => ({ default: module.FirstRunScreen })),
);

type Status = CommandOutput<'officeStatus'>;

type Asked = ReturnType<typeof office.officeStatus>;

export interface AppProps {
  /** The office's state, asked for before anything was there to show it. */
  readonly asked: Asked;
  /** The answer, where it has come by now: the first screen is then drawn at once. */
  readonly answer: Awaited<Asked> | undefined;
}

/** What the window shows: founding, sign-in, or the work. */
export function App({ asked, answer: known }: AppProps) {
  const [status, setStatus] = useState<Status | undefined>(known?.ok ? known.value : undefined);
  const [refusal, setRefusal] = useState<Refusal | undefined>(known?.ok === false ? known : undefined);
  const session = useSession();
  const offered = useStore(exitOffer);
  const isSaving = useStore(openSave) !== undefined;
  const first = useRef<Asked | undefined>(asked);
  const look = useCallback(async () => {
    const answer = await (first.current ?? office.officeStatus({}));
    first.current = undefined;
    if (answer.ok) setStatus(answer.value);
    else setRefusal(answer);
  }, []);
  // The names to sign in with may have changed while somebody was signed in.
  useEffect(() => {
    if (!session) look();
  }, [session, look]);
  useEffect(
    () =>
      window.neikan.onEvent((event) => {
        if (event.kind === 'closeHeld') closeWindow();
        if (event.kind !== 'officeRestarted') return;
        forgetSession();
        announce('warn', shell.restarted);
      }),
    [],
  );
  useEffect(() => {
    // With a password that is not one's own nothing can be done, nor asked.
    if (!session || session.mustChangePassword) forgetWhatIsDue();
    else requestIdleCallback(() => lookWhatIsDue(session.person.roles), { timeout: 5000 });
  }, [session]);
  const isFounded = status?.state === 'founded';
  useEffect(() => {
    if (isFounded) requestIdleCallback(() => loadShell().catch(() => {}), { timeout: 1000 });
  }, [isFounded]);
  return (
    <PreferencesFrame>
      <Mishap>
        <Suspense fallback={<p className="second">{words.loading}</p>}>{screenOf()}</Suspense>
      </Mishap>
      <Announcements />
      {offered && (
        <Suspense>
          <ExitDialog due={offered} />
        </Suspense>
      )}
      {isSaving && (
        <Suspense>
          <SaveDialog />
        </Suspense>
      )}
    </PreferencesFrame>
  );

  function restored() {
    setRefusal(undefined);
    look();
  }

  function screenOf() {
    if (refusal) return <NotOpened refusal={refusal} onRestored={restored} />;
    if (session) return <Shell key={session.person.id} />;
    if (!status) return <p className="second">{words.loading}</p>;
    if (status.state === 'empty') return <FirstRunScreen onFounded={look} />;
    return <SignInScreen names={status.signInNames} onRestored={restored} />;
  }
}

/** The data could not be opened: why, and what is left to do; a backup takes the place of data that are broken. */
function NotOpened({ refusal, onRestored }: { readonly refusal: Refusal; readonly onRestored: () => void }) {
  const isBroken = refusal.code === 'dataMissing' || refusal.code === 'dataDamaged';
  const quit = (
    <div className="entrance-actions">
      {isBroken && <RestoreEntry onRestored={onRestored} />}
      <Button kind="primary" onClick={() => desk.quit({})}>
        {shell.quit}
      </Button>
    </div>
  );
  return (
    <main className="entrance">
      <EmptyState icon="warning" heading="h1" title={shell.notOpened} action={quit}>
        {refusal.message}
      </EmptyState>
    </main>
  );
}
