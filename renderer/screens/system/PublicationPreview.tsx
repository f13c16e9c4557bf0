import type { CommandInput } from '#shared/contract/contract.ts';
import { office } from '../../app/office.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { useNewestPages } from '../../preview/useNewestPages.ts';
import { system } from '../../strings/system.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Long enough to be a pause in typing. */
const pauseMs = 300;

/** The pages of an invented issue with these settings, as they print; set anew after every pause in the changes. */
export function PublicationPreview(input: CommandInput<'previewPublication'>) {
  const { pdf, isSetting, refusal } = useNewestPages({
    // A form makes its settings anew at every turn: what they say tells whether they have changed.
    wanted: JSON.stringify(input),
    ask: (wanted) => office.previewPublication(JSON.parse(wanted) as typeof input),
    pauseMs,
  });
  return (
    <div className="publication-preview">
      {refusal && <Notice kind="warn">{refusal.message}</Notice>}
      <PagePreview
        pdf={pdf}
        label={system.specimen}
        note={<span role="status">{isSetting ? system.setting : system.specimenNote}</span>}
        empty={refusal ? undefined : system.setting}
      />
    </div>
  );
}
