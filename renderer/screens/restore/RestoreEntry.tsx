import { lazy, Suspense, useState } from 'react';
import { restoreEntry as strings } from '../../strings/restoreEntry.ts';
import { Button } from '../../ui/Button.tsx';

/** Read when it is wanted: on most days nobody restores anything. */
const RestoreDialog = lazy(() => import('./RestoreDialog.tsx').then((module) => ({ default: module.RestoreDialog })));

/** The button that leads to 从备份恢复, wherever nobody can sign in yet or any more. */
export function RestoreEntry({ onRestored }: { readonly onRestored: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon="history" onClick={() => setIsOpen(true)}>
        {strings.restore}
      </Button>
      {isOpen && (
        <Suspense>
          <RestoreDialog
            onClose={() => setIsOpen(false)}
            onRestored={() => {
              setIsOpen(false);
              onRestored();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
