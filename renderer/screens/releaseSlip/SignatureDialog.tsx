import { useEffect, useRef, useState } from 'react';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { readImage } from '../../editor/readImage.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import './SlipView.css';

/** As the contract takes it. */
const mostBytes = 1_000_000;

/** One's own written name: a picture that stands on slips one signs from now on, or none. */
export function SignatureDialog({
  onClose,
  onChange,
}: {
  readonly onClose: () => void;
  readonly onChange: () => void;
}) {
  const [count, setCount] = useState(0);
  const own = useAnswer(`signature-${count}`, () => office.readSignaturePicture({}));
  const [refusal, setRefusal] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  const picture = own.value?.picture;
  const address = usePictureAddress(picture);

  const set = async (next: typeof picture, done: string) => {
    const answer = await office.setSignaturePicture(next ? { picture: next } : {});
    if (!answer.ok) return setRefusal(answer.message);
    setRefusal(undefined);
    setCount(count + 1);
    onChange();
    announce('ok', done);
  };
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      const read = await readImage(chosen);
      if (read === 'foreign') return setRefusal(releaseSlip.foreign);
      if (read === 'tooLarge' || chosen.size > mostBytes) return setRefusal(releaseSlip.tooLarge);
      await set({ mime: read.image.mime, bytes: new Uint8Array(await chosen.arrayBuffer()) }, releaseSlip.setDone);
    } catch {
      setRefusal(releaseSlip.failed);
    }
  };
  const button = (label: string) => (
    <Button autoFocus onClick={() => file.current?.click()}>
      {label}
    </Button>
  );
  return (
    <Dialog
      title={releaseSlip.signature}
      width="narrow"
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <p className="second">{releaseSlip.signatureHint}</p>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/png,image/jpeg"
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {own.refusal && <Notice kind="error">{own.refusal.message}</Notice>}
      {address && (
        <>
          <img className="signature-picture" src={address} alt={releaseSlip.currentSignature} />
          <div className="signature-tools">
            {button(releaseSlip.chooseAnother)}
            <Button kind="danger" onClick={() => set(undefined, releaseSlip.removed)}>
              {releaseSlip.remove}
            </Button>
          </div>
        </>
      )}
      {own.value && !picture && (
        <EmptyState icon="signOff" title={releaseSlip.noSignature} action={button(releaseSlip.choose)}>
          {releaseSlip.noSignatureHint}
        </EmptyState>
      )}
      {refusal && <Notice kind="error">{refusal}</Notice>}
    </Dialog>
  );
}

/** An address the page can show the picture from, given back with it. */
function usePictureAddress(
  picture: { readonly mime: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined,
): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!picture) return setAddress(undefined);
    const made = URL.createObjectURL(new Blob([picture.bytes], { type: picture.mime }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}
