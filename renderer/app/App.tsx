import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { FirstRunScreen } from '../screens/firstRun/FirstRunScreen.tsx';
import { SignInScreen } from '../screens/signIn/SignInScreen.tsx';
import { shell } from '../strings/shell.ts';
import { words } from '../strings/words.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Announcements, announce } from './announcements.tsx';
import { closeWindow } from './closeWindow.ts';
import { Mishap } from './Mishap.tsx';
import { desk, office, type Refusal } from './office.ts';
import { PreferencesFrame } from './preferences.tsx';
import { SaveDialogs } from './SaveDialog.tsx';
import { Shell } from './Shell.tsx';
import { forgetSession, useSession } from './session.ts';

type Status = CommandOutput<'officeStatus'>;

export interface AppProps {
  /** The office's state, asked for before anything was there to show it. */
  readonly asked: ReturnType<typeof office.officeStatus>;
}

/** What the window shows: founding, sign-in, or the work. */
export function App({ asked }: AppProps) {
  const [status, setStatus] = useState<Status>();
  const [refusal, setRefusal] = useState<Refusal>();
  const session = useSession();
  const first = useRef<typeof asked | undefined>(asked);
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
  return (
    <PreferencesFrame>
      <Mishap>{screenOf()}</Mishap>
      <Announcements />
      <SaveDialogs />
    </PreferencesFrame>
  );

  function screenOf() {
    if (refusal) return <NotOpened refusal={refusal} />;
    if (session) return <Shell key={session.person.id} />;
    if (!status) return <p className="second">{words.loading}</p>;
    if (status.state === 'empty') return <FirstRunScreen onFounded={look} />;
    return <SignInScreen names={status.signInNames} />;
  }
}

/** The data could not be opened: why, and the one thing left to do. */
function NotOpened({ refusal }: { readonly refusal: Refusal }) {
  const quit = (
    <Button kind="primary" onClick={() => desk.quit({})}>
      {shell.quit}
    </Button>
  );
  return (
    <main className="entrance">
      <EmptyState icon="warning" heading="h1" title={shell.notOpened} action={quit}>
        {refusal.message}
      </EmptyState>
    </main>
  );
}
