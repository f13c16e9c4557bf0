import { accounts } from '../strings/accounts.ts';
import { Button } from '../ui/Button.tsx';
import { OwnPasswordFields } from './OwnPasswordFields.tsx';
import { passwordIsOwn, signOut, useSignedIn } from './session.ts';
import { useOwnPassword } from './useOwnPassword.ts';

/** Another has given the password: it becomes one's own before anything else. */
export function OwnPasswordScreen() {
  const { person } = useSignedIn();
  const form = useOwnPassword(passwordIsOwn);
  return (
    <main className="entrance">
      <form
        className="entrance-card"
        onSubmit={(event) => {
          event.preventDefault();
          form.change();
        }}
      >
        <header className="entrance-head">
          <span className="entrance-mark" aria-hidden="true">
            刊
          </span>
          <h1>{accounts.ownTitle}</h1>
        </header>
        <p className="second">{accounts.ownText(person.name)}</p>
        <OwnPasswordFields form={form} oldLabel={accounts.givenPassword} />
        <Button kind="primary" type="submit" disabled={!form.isReady} isBusy={form.isBusy}>
          {form.left > 0 ? accounts.waiting(form.left) : accounts.ownVerb}
        </Button>
        <Button kind="quiet" onClick={signOut}>
          {accounts.leave}
        </Button>
      </form>
    </main>
  );
}
