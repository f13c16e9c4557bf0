import { lazy, Suspense, useState } from 'react';
import { restoreEntry as strings } from '../../strings/restoreEntry.ts';
import { Button } from '../../ui/Button.tsx';

/** Read when it is wanted, which is hardly ever. */
const SalvageDialog = lazy(() =>
  import('../system/SalvageDialog.tsx').then((module) => ({ default: module.SalvageDialog })),
);

/** The button that leads to 抢救数据, where damage keeps people from signing in. */
export function SalvageEntry({ personId }: { readonly personId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{strings.salvage}</Button>
      {isOpen && (
        <Suspense>
          <SalvageDialog personId={personId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
