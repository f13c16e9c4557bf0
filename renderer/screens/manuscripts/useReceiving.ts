import { useRef, useState } from 'react';
import type { Manuscript } from '#shared/contract/manuscriptCommands.ts';
import { office } from '../../app/office.ts';
import { manuscripts as strings } from '../../strings/manuscripts.ts';

export interface IncomingState {
  readonly key: number;
  readonly name: string;
  readonly state: 'waiting' | 'reading' | 'taken' | 'refused' | 'stopped';
  /** Why it was not taken, or what to look at where it was. */
  readonly message?: string | undefined;
  readonly manuscript?: Manuscript | undefined;
}

export interface Receiving {
  readonly files: readonly IncomingState[];
  readonly isRunning: boolean;
  readonly isStopping: boolean;
  readonly receive: (files: readonly File[]) => Promise<void>;
  /** After the file that is being read. */
  readonly stop: () => void;
  readonly putAway: () => void;
}

/** Takes files in one after the other, so that one that cannot be read keeps none of the others. */
export function useReceiving(
  known: readonly Manuscript[],
  onDone: (files: readonly IncomingState[]) => void,
): Receiving {
  const [files, setFiles] = useState<readonly IncomingState[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const isStopped = useRef(false);
  const receive = async (incoming: readonly File[]) => {
    if (isRunning || incoming.length === 0) return;
    isStopped.current = false;
    setIsRunning(true);
    const states: IncomingState[] = incoming.map(({ name }, key) => ({ key, name, state: 'waiting' }));
    const set = (index: number, change: Partial<IncomingState>) => {
      const now = states[index];
      if (now) states[index] = { ...now, ...change };
      setFiles([...states]);
    };
    for (const [index, file] of incoming.entries()) {
      if (isStopped.current) {
        set(index, { state: 'stopped' });
        continue;
      }
      set(index, { state: 'reading' });
      const taken = states.flatMap(({ manuscript }) => manuscript ?? []);
      set(index, await receiveFile(file, [...taken, ...known]));
    }
    setIsRunning(false);
    setIsStopping(false);
    onDone(states);
  };
  return {
    files,
    isRunning,
    isStopping,
    receive,
    stop: () => {
      isStopped.current = true;
      setIsStopping(true);
    },
    putAway: () => setFiles([]),
  };
}

async function receiveFile(file: File, known: readonly Manuscript[]): Promise<Partial<IncomingState>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file whose medium has been taken out since.
    return { state: 'refused', message: strings.unreadableFile };
  }
  const answer = await office.receiveManuscript({ fileName: file.name, bytes });
  // The line names the file already.
  if (!answer.ok) return { state: 'refused', message: answer.message.replace(`${file.name}：`, '') };
  const { manuscript } = answer.value;
  const same = known.find(({ fileSm3, id }) => fileSm3 === manuscript.fileSm3 && id !== manuscript.id);
  return { state: 'taken', manuscript, message: same && strings.sameFile(same.number) };
}
