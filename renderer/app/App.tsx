import { useCallback, useEffect, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { FirstRunScreen } from '../screens/firstRun/FirstRunScreen.tsx';
import { SignInScreen } from '../screens/signIn/SignInScreen.tsx';
import { shell } from '../strings/shell.ts';
import { words } from '../strings/words.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Announcements, announce } from './announcements.tsx';
import { office, type Refusal } from './office.ts';
import { PreferencesFrame } from './preferences.tsx';
import { SaveDialogs } from './SaveDialog.tsx';
import { Shell } from './Shell.tsx';
import { forgetSession, useSession } from './session.ts';

type Status = CommandOutput<'officeStatus'>;

/** What the window shows: founding, sign-in, or the work. */
export function App() {
  const [status, setStatus] = useState<Status>();
  const [refusal, setRefusal] = useState<Refusal>();
  const session = useSession();
  const look = useCallback(async () => {
    const answer = await office.officeStatus({});
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
        if (event.kind !== 'officeRestarted') return;
        announce('warn', shell.restarted);
        forgetSession();
      }),
    [],
  );
  return (
    <PreferencesFrame>
      {screenOf()}
      <Announcements />
      <SaveDialogs />
    </PreferencesFrame>
  );

  function screenOf() {
    if (refusal) return <EmptyState icon="warning" title={refusal.message} />;
    if (session) return <Shell key={session.person.id} />;
    if (!status) return <p className="second">{words.loading}</p>;
    if (status.state === 'empty') return <FirstRunScreen onFounded={look} />;
    return <SignInScreen names={status.signInNames} />;
  }
}
