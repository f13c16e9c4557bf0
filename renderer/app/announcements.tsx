import { type ReactNode, useState } from 'react';
import { words } from '../strings/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { Notice, type NoticeKind } from '../ui/Notice.tsx';
import type { Refusal } from './office.ts';
import { createStore, useStore } from './store.ts';
import './announcements.css';

interface Announcement {
  readonly key: number;
  readonly kind: NoticeKind;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** The verb on the button that does it. */
  readonly verb: string;
  readonly isDangerous?: boolean;
  /** Another way to say yes, by a button of its own: see `choose`. */
  readonly alternative?: string;
  /** Asks for a reason that must not be empty. */
  readonly reasonLabel?: string;
}

interface Asked extends Question {
  readonly answer: (reason: string | undefined, isAlternative?: boolean) => void;
}

const announcements = createStore<readonly Announcement[]>([]);
const question = createStore<Asked | undefined>(undefined);
let count = 0;
const shownMs = 6000;

/** Says in a corner what has happened; errors stay until they are put away. */
export function announce(kind: NoticeKind, text: string, action?: Announcement['action']): void {
  count += 1;
  const key = count;
  announcements.set([...announcements.get(), { key, kind, text, action }].slice(-4));
  if (kind !== 'error') setTimeout(() => putAway(key), shownMs);
}

/** Says why the office refused. */
export function announceRefusal({ message }: Refusal): void {
  announce('error', message);
}

function putAway(key: number): void {
  announcements.set(announcements.get().filter((one) => one.key !== key));
}

/** Puts everything away, the open question as well: the next person must not read or answer what was for the one before. */
export function putAllAway(): void {
  announcements.set([]);
  question.get()?.answer(undefined);
}

/** Asks before what cannot be undone; resolves to the reason given ('' where none is asked), undefined for no. */
export function ask(asked: Question): Promise<string | undefined> {
  return new Promise((resolve) => {
    question.set({
      ...asked,
      answer: (reason) => {
        question.set(undefined);
        resolve(reason);
      },
    });
  });
}

/** Asks which of two things to do; undefined for neither. */
export function choose(
  asked: Question & { readonly alternative: string },
): Promise<'verb' | 'alternative' | undefined> {
  return new Promise((resolve) => {
    question.set({
      ...asked,
      answer: (reason, isAlternative) => {
        question.set(undefined);
        resolve(reason === undefined ? undefined : isAlternative ? 'alternative' : 'verb');
      },
    });
  });
}

/** Announcements and the open question, over everything else. */
export function Announcements() {
  const shown = useStore(announcements);
  const asked = useStore(question);
  return (
    <>
      <div className="announcements" aria-live="polite">
        {shown.map(({ key, kind, text, action }) => (
          <Notice
            key={key}
            kind={kind}
            action={
              <>
                {action && (
                  <Button
                    kind="quiet"
                    onClick={() => {
                      putAway(key);
                      action.run();
                    }}
                  >
                    {action.label}
                  </Button>
                )}
                <Button kind="quiet" icon="close" aria-label={words.putAway} onClick={() => putAway(key)} />
              </>
            }
          >
            {text}
          </Notice>
        ))}
      </div>
      {asked && <QuestionDialog key={asked.title} asked={asked} />}
    </>
  );
}

function QuestionDialog({ asked }: { readonly asked: Asked }) {
  const [reason, setReason] = useState('');
  const isReady = asked.reasonLabel === undefined || reason.trim() !== '';
  const yes = () => isReady && asked.answer(reason.trim());
  return (
    <Dialog
      title={asked.title}
      width="narrow"
      onClose={() => asked.answer(undefined)}
      onSubmit={yes}
      actions={
        <>
          <Button onClick={() => asked.answer(undefined)}>{words.cancel}</Button>
          {asked.alternative && <Button onClick={() => asked.answer('', true)}>{asked.alternative}</Button>}
          <Button kind={asked.isDangerous ? 'danger' : 'primary'} disabled={!isReady} onClick={yes}>
            {asked.verb}
          </Button>
        </>
      }
    >
      <div>{asked.text}</div>
      {asked.reasonLabel !== undefined && (
        <TextArea label={asked.reasonLabel} value={reason} onValue={setReason} autoFocus />
      )}
    </Dialog>
  );
}
