import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { MediumDialog } from './MediumDialog.tsx';

export interface ComingBackProps {
  readonly issueId: string;
  /** Where the issue is. */
  readonly machineName: string;
  readonly onClose: () => void;
}

/** 取回: a demand goes to the machine that has the issue; its receipt gives it back. */
export function CancelDialog({ issueId, machineName, onClose }: ComingBackProps) {
  const packages = useAnswer('packages-last', () => office.listPackages({ most: 50 }));
  return (
    <MediumDialog
      title={strings.cancelTitle}
      text={strings.cancelText(machineName)}
      verb={strings.cancelVerb}
      folderTitle={strings.sendFolder}
      likelyMedium={packages.value?.find(({ direction }) => direction === 'written')?.medium}
      write={(place) => office.cancelPackage({ issueId, ...place })}
      done={() => strings.cancelDone(machineName)}
      onClose={onClose}
    />
  );
}
