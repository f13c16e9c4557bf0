import { releaseSlip } from '../../strings/releaseSlip.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SlipView, type SlipViewProps } from './SlipView.tsx';

/** 发稿单 over the issue that is being made up. */
export function SlipDialog({ onClose, ...view }: SlipViewProps & { readonly onClose: () => void }) {
  return (
    <Dialog
      title={releaseSlip.slip}
      width="wide"
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <div className="slip-dialog">
        <SlipView {...view} />
      </div>
    </Dialog>
  );
}
