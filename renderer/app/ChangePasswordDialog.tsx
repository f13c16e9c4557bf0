import { accounts } from '../strings/accounts.ts';
import { words } from '../strings/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { OwnPasswordFields } from './OwnPasswordFields.tsx';
import { useOwnPassword } from './useOwnPassword.ts';

/** One's own password: the old one, the new one twice. */
export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useOwnPassword(onClose);
  return (
    <Dialog
      title={accounts.changeTitle}
      width="narrow"
      onClose={onClose}
      onSubmit={form.change}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!form.isReady} isBusy={form.isBusy} onClick={form.change}>
            {form.left > 0 ? accounts.waiting(form.left) : accounts.change}
          </Button>
        </>
      }
    >
      <OwnPasswordFields form={form} oldLabel={accounts.oldPassword} />
    </Dialog>
  );
}
