import { useState } from 'react';
import type { DelegationEntry } from '#shared/contract/delegationCommands.ts';
import { office } from '../../app/office.ts';
import { useHasRole, useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { delegation } from '../../strings/delegation.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { DelegationForm } from './DelegationForm.tsx';
import { DelegationRows } from './DelegationRows.tsx';
import { EndDialog } from './EndDialog.tsx';
import './DelegationDialog.css';

/** 委托办理: what one gave and was given, a new one, and for the security administrator all of the office. */
export function DelegationDialog({ onClose }: { readonly onClose: () => void }) {
  const { person } = useSignedIn();
  const isEditorial = useHasRole('editor', 'reviewer', 'signer', 'archivist');
  const reads = person.readsContent && isEditorial;
  const oversees = useHasRole('securityAdministrator');
  const own = useAnswer(
    `delegations-${reads}`,
    async () => (reads ? office.listDelegations({}) : { ok: true as const, value: [] }),
    ['issues'],
  );
  const all = useAnswer(
    `all-delegations-${oversees}`,
    async () => (oversees ? office.listAllDelegations({}) : { ok: true as const, value: [] }),
    ['issues'],
  );
  const [isGiving, setIsGiving] = useState(false);
  const [ending, setEnding] = useState<DelegationEntry>();
  const refusal = own.refusal ?? all.refusal;
  const entries = own.value ?? [];
  return (
    <>
      <Dialog
        title={delegation.title}
        width="wide"
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{words.close}</Button>
            {reads && !isGiving && (
              <Button kind="primary" icon="plus" onClick={() => setIsGiving(true)}>
                {delegation.give}
              </Button>
            )}
          </>
        }
      >
        {refusal && <Notice kind="error">{refusal.message}</Notice>}
        {reads && (
          <>
            <p className="second">{delegation.lead}</p>
            {isGiving && <DelegationForm onDone={() => setIsGiving(false)} />}
            <DelegationRows
              title={delegation.mine}
              empty={delegation.mineEmpty}
              entries={entries.filter(({ isOwn }) => isOwn)}
              nameOf={({ delegateName }) => delegation.to(delegateName)}
              onEnd={setEnding}
            />
            <DelegationRows
              title={delegation.received}
              empty={delegation.receivedEmpty}
              entries={entries.filter(({ isOwn }) => !isOwn)}
              nameOf={({ principalName }) => delegation.by(principalName)}
            />
          </>
        )}
        {oversees && (
          <DelegationRows
            title={delegation.all}
            empty={delegation.allEmpty}
            entries={all.value ?? []}
            nameOf={({ principalName, delegateName }) => delegation.between(principalName, delegateName)}
          />
        )}
      </Dialog>
      {ending && <EndDialog entry={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}
