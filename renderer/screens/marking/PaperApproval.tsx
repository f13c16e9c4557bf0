import { readsManuscripts } from '#shared/contract/command.ts';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import { useSignedIn } from '../../app/session.ts';
import { marking } from '../../strings/marking.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { type ChosenScan, ScanField } from '../signOff/ScanField.tsx';
import { today } from './today.ts';
import './Marking.css';

export interface PaperDraft {
  readonly approverName: string;
  readonly signedOn: string;
  readonly confirmerId: string;
  readonly scan?: ChosenScan;
  readonly password: string;
}

type Paper = NonNullable<CommandInput<'recordMarking'>['decision']['paper']>;

/** What is recorded of an approval on paper; undefined while something of it is missing. */
export function paperOf({ approverName, signedOn, confirmerId, scan, password }: PaperDraft): Paper | undefined {
  if (approverName.trim() === '' || signedOn === '' || confirmerId === '' || password === '' || !scan) return undefined;
  return { approverName, signedOn, confirmerId, scan: scan.bytes, password };
}

export interface PaperApprovalProps {
  readonly people: CommandOutput<'listPeople'>;
  readonly draft: PaperDraft;
  readonly onDraft: (draft: PaperDraft) => void;
  readonly onFault: (fault: string | undefined) => void;
}

/** Somebody outside the program has approved by hand: who, when, the scan, and who is asked to compare it. */
export function PaperApproval({ people, draft, onDraft, onFault }: PaperApprovalProps) {
  const { person } = useSignedIn();
  const confirmers = people.filter(
    (one) => one.id !== person.id && one.leftAt === undefined && readsManuscripts(one.roles),
  );
  const change = (part: Partial<PaperDraft>) => onDraft({ ...draft, ...part });
  return (
    <>
      <div className="marking-pair">
        <TextField
          label={marking.paperApprover}
          maxLength={100}
          value={draft.approverName}
          onValue={(approverName) => change({ approverName })}
        />
        <TextField
          label={marking.paperDay}
          type="date"
          max={today()}
          value={draft.signedOn}
          onValue={(signedOn) => change({ signedOn })}
        />
      </div>
      <SelectField
        label={marking.paperConfirmer}
        hint={marking.paperConfirmerHint}
        value={draft.confirmerId}
        onValue={(confirmerId) => change({ confirmerId })}
        options={[
          { value: '', label: marking.chooseApprover },
          ...confirmers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <ScanField
        hint={marking.paperScanHint}
        scan={draft.scan}
        onScan={(scan) => {
          onFault(undefined);
          change({ scan });
        }}
        onFault={onFault}
      />
      <TextField
        label={marking.password}
        hint={marking.paperPasswordHint}
        type="password"
        value={draft.password}
        onValue={(password) => change({ password })}
      />
    </>
  );
}
