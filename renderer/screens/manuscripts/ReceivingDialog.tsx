import { manuscripts as strings } from '../../strings/manuscripts.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Badge, Notice, type NoticeKind } from '../../ui/Notice.tsx';
import type { IncomingState, Receiving } from './useReceiving.ts';

const badges: Readonly<Record<IncomingState['state'], { readonly kind: NoticeKind | 'plain'; readonly word: string }>> =
  {
    waiting: { kind: 'plain', word: strings.waitingFile },
    reading: { kind: 'info', word: strings.readingFile },
    taken: { kind: 'ok', word: strings.takenFile },
    refused: { kind: 'error', word: strings.refusedFile },
    stopped: { kind: 'plain', word: strings.stoppedFile },
  };

export interface ReceivingDialogProps {
  readonly receiving: Receiving;
  /** Called with the first manuscript taken, if any. */
  readonly onClose: (first: string | undefined) => void;
}

/** Files on their way in, one line each, and afterwards which were not taken and why. */
export function ReceivingDialog({ receiving, onClose }: ReceivingDialogProps) {
  const { files, isRunning, isStopping, stop } = receiving;
  const taken = files.flatMap(({ manuscript }) => manuscript ?? []);
  const refused = files.filter(({ state }) => state === 'refused').length;
  const done = files.filter(({ state }) => state !== 'waiting' && state !== 'reading').length;
  const first = taken[0]?.id;
  return (
    <Dialog
      title={strings.receivingTitle}
      onClose={() => !isRunning && onClose(first)}
      onSubmit={() => !isRunning && onClose(first)}
      actions={
        isRunning ? (
          <Button key="stop" onClick={stop} disabled={isStopping}>
            {isStopping ? strings.stopping : strings.stop}
          </Button>
        ) : (
          <Button key="done" kind="primary" autoFocus onClick={() => onClose(first)}>
            {first === undefined ? words.close : strings.readDone}
          </Button>
        )
      }
    >
      {isRunning ? (
        <div role="status">
          <p>{strings.receivingPart(Math.min(done + 1, files.length), files.length)}</p>
          <progress className="receiving-bar" value={done} max={files.length} aria-label={strings.receivingTitle} />
        </div>
      ) : (
        <Notice kind={refused > 0 ? 'warn' : 'ok'}>{summary(taken.length, refused)}</Notice>
      )}
      <ul className="receiving-files">
        {files.map(({ key, name, state, message, manuscript }) => (
          <li key={key}>
            <Badge kind={badges[state].kind}>{badges[state].word}</Badge>
            <div>
              <p>
                {manuscript ? (
                  <>
                    {manuscript.number}　{manuscript.title || strings.untitled}
                    <span className="second small">　{name}</span>
                  </>
                ) : (
                  name
                )}
              </p>
              {message && <p className={state === 'refused' ? 'receiving-why' : 'receiving-note'}>{message}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function summary(taken: number, refused: number): string {
  if (refused === 0) return strings.received(taken);
  return taken === 0 ? strings.receivedNone(refused) : strings.receivedPart(taken, refused);
}
