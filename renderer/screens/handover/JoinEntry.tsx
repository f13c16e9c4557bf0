import { lazy, Suspense, useState } from 'react';
import { joinEntry as strings } from '../../strings/joinEntry.ts';
import { Button } from '../../ui/Button.tsx';

/** Read when it is wanted: most machines found an office of their own. */
const JoinDialog = lazy(() => import('./JoinDialog.tsx').then((module) => ({ default: module.JoinDialog })));

/** The way from the first window into an office that is on another machine. */
export function JoinEntry({ onJoined }: { readonly onJoined: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon="system" onClick={() => setIsOpen(true)}>
        {strings.join}
      </Button>
      {isOpen && (
        <Suspense>
          <JoinDialog
            onClose={() => setIsOpen(false)}
            onJoined={() => {
              setIsOpen(false);
              onJoined();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
