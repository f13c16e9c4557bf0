import { useEffect, useRef, useState } from 'react';
import type { CommandInput } from '#shared/contract/contract.ts';
import { office, type Refusal } from '../../app/office.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { system } from '../../strings/system.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Long enough to be a pause in typing. */
const pauseMs = 300;

/** The pages of an invented issue with these settings, as they print; set anew after every pause in the changes. */
export function PublicationPreview(input: CommandInput<'previewPublication'>) {
  const [pdf, setPdf] = useState<Uint8Array>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isSetting, setIsSetting] = useState(true);
  const wanted = JSON.stringify(input);
  const latest = useRef(wanted);
  latest.current = wanted;
  useEffect(() => {
    setIsSetting(true);
    const timer = setTimeout(async () => {
      const answer = await office.previewPublication(JSON.parse(wanted) as typeof input);
      // Something newer is on its way already.
      if (latest.current !== wanted) return;
      setIsSetting(false);
      setRefusal(answer.ok ? undefined : answer);
      if (answer.ok) setPdf(answer.value.pdf);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
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
