import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { office } from '../../app/office.ts';
import { handover as strings } from '../../strings/handover.ts';
import { MediumDialog } from './MediumDialog.tsx';

/** 补写回执 for a package that was taken, onto the medium that goes back. */
export function ReceiptDialog({ entry, onClose }: { readonly entry: PackageEntry; readonly onClose: () => void }) {
  return (
    <MediumDialog
      title={strings.receiptTitle}
      text={strings.receiptText}
      verb={strings.receiptVerb}
      folderTitle={strings.receiptChoose}
      likelyMedium={entry.medium}
      write={(place) => office.writeReceipt({ hash: entry.hash ?? '', ...place })}
      done={({ folder }) => strings.receiptDone(folder)}
      onClose={onClose}
    />
  );
}
