import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { handover as strings } from '../../strings/handover.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { FolderField } from './FolderField.tsx';
import { useMediumName } from './useMediumName.ts';
import type { WantedMedium } from './useWantedMedium.ts';
import './Handover.css';

export interface NextMediumProps {
  readonly wanted: WantedMedium;
  readonly onGiven: () => void;
}

/** A volume is written and its medium can be taken out; the next one goes onto the medium that is named here. */
export function NextMedium({ wanted: { volume, volumes, bytes }, onGiven }: NextMediumProps) {
  const [folder, setFolder] = useState<string>();
  const [medium, setMedium] = useMediumName(folder, undefined);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = folder !== undefined && medium.trim() !== '' && !isBusy;
  const write = async () => {
    if (!isReady) return;
    setIsBusy(true);
    setRefused(undefined);
    const answer = await office.nextMedium({ folder, medium: medium.trim() });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    onGiven();
  };
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  // A lock or the end of the window stops what is being written: what else waits for the office could not be saved meanwhile.
  useEffect(() => {
    const saveNow = async () => (await office.stopPackage({ isLeaving: true })).ok;
    return holdText({ hasUnsaved: () => true, saveNow });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void write();
  };
  return (
    <section ref={place} className="handover-next" aria-label={strings.nextMedium} onKeyDown={onKeyDown}>
      <Notice kind="ok">{strings.volumeWritten(volume - 1, volumes)}</Notice>
      <p>{strings.changeMedium(volume, sizeText(bytes))}</p>
      <FolderField
        label={strings.folder}
        folder={folder}
        onFolder={setFolder}
        title={strings.sendFolder}
        choice={{ verb: strings.sendHere, isWritten: true }}
        disabled={isBusy}
      />
      <TextField label={strings.takeMedium} value={medium} onValue={setMedium} disabled={isBusy} />
      {refused && <Notice kind="error">{refused}</Notice>}
      <div>
        <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={write}>
          {strings.writeVolume(volume)}
        </Button>
      </div>
    </section>
  );
}
