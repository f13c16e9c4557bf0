import { useState } from 'react';
import { announce, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { words as common, momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { saveCardFile } from './cardFiles.ts';
import { EightWords } from './EightWords.tsx';
import { JoinRequestForm } from './JoinRequestForm.tsx';
import { JoinTakeForm } from './JoinTakeForm.tsx';
import './Machines.css';

export interface JoinDialogProps {
  readonly onClose: () => void;
  /** The data directory has an office now. */
  readonly onJoined: () => void;
}

/** 加入已有的编辑部: a request goes to a machine of that office, and the register comes back from it. */
export function JoinDialog({ onClose, onJoined }: JoinDialogProps) {
  const request = useAnswer('join-request', () => office.readJoinRequest({}));
  const [step, setStep] = useState<'request' | 'take'>('request');
  const [isAnew, setIsAnew] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const { value } = request;
  const anew = async () => {
    const question = { title: strings.anewTitle, text: strings.anewText, verb: strings.anewVerb };
    if ((await ask({ ...question, isDangerous: true })) !== undefined) setIsAnew(true);
  };
  const save = async () => {
    if (value) await saveCardFile(value.file, strings.saveTitle);
  };
  return (
    <Dialog
      title={strings.title}
      onClose={() => !isBusy && onClose()}
      actions={
        <Button onClick={onClose} disabled={isBusy}>
          {common.close}
        </Button>
      }
    >
      {request.refusal && <Notice kind="error">{request.refusal.message}</Notice>}
      {value === undefined && !request.refusal && <p role="status">{strings.loading}</p>}
      {(value === null || isAnew) && (
        <JoinRequestForm
          replaces={isAnew}
          onMade={async (made) => {
            setIsAnew(false);
            request.reload();
            await saveCardFile(made.file, strings.saveTitle, strings.notSaved);
          }}
        />
      )}
      {value && !isAnew && (
        <Tabs
          label={strings.title}
          tabs={[
            { key: 'request', label: strings.steps.request },
            { key: 'take', label: strings.steps.take },
          ]}
          chosen={step}
          onChoose={setStep}
        >
          <div className="machine-step">
            {step === 'request' ? (
              <>
                <p>{strings.waiting(value.name, value.office, momentText(value.at))}</p>
                <div>
                  <p className="second">{strings.words}</p>
                  <EightWords label={strings.words} words={value.words} />
                </div>
                <div className="machine-tools">
                  <Button icon="export" onClick={save}>
                    {strings.save}
                  </Button>
                  <Button kind="quiet" onClick={anew}>
                    {strings.anew}
                  </Button>
                </div>
              </>
            ) : (
              <JoinTakeForm
                name={value.name}
                onBusy={setIsBusy}
                onJoined={({ office: of, machine, people, daysApart }) => {
                  announce('ok', strings.joined(of, machine, people));
                  if (daysApart !== 0) announce('warn', strings.clock(daysApart));
                  onJoined();
                }}
              />
            )}
          </div>
        </Tabs>
      )}
    </Dialog>
  );
}
