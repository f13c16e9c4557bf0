import { useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { seals } from '../../strings/seals.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

type Verdict = CommandOutput<'compareSeal'>;

/** 封存: the last one, a new one onto a medium, and the comparison with one that was kept. */
export function SealPanel({ onDone }: { readonly onDone: () => void }) {
  const { value, refusal, reload } = useAnswer('seals', () => office.listSeals({}));
  const [verdict, setVerdict] = useState<Verdict>();
  const [busy, setBusy] = useState<'seal' | 'compare'>();
  const chooser = useRef<HTMLInputElement>(null);
  const last = value?.seals[0];
  const isDue = value?.dueInDays !== undefined && value.dueInDays <= 0;
  const keep = async (answer: Awaited<ReturnType<typeof office.sealAudit>>) => {
    if (!answer.ok) return announceRefusal(answer);
    const { number, file } = answer.value;
    const files = [file as { name: string; bytes: Uint8Array<ArrayBuffer> }];
    const path = await saveFiles({ title: seals.saveTitle(number), files });
    // Where it was kept has been said; that it was not has to be.
    if (path === undefined) announce('warn', seals.notKept(number));
  };
  const seal = async () => {
    setBusy('seal');
    const answer = await office.sealAudit({});
    setBusy(undefined);
    reload();
    onDone();
    await keep(answer);
  };
  const compare = async (file: File) => {
    setBusy('compare');
    const answer = await office.compareSeal({ bytes: new Uint8Array(await file.arrayBuffer()) });
    setBusy(undefined);
    if (!answer.ok) return announceRefusal(answer);
    setVerdict(answer.value);
    onDone();
  };
  return (
    <section className="system-card" aria-label={seals.title}>
      <div className="system-line">
        <div>
          <h3>{seals.title}</h3>
          <p className="second small">{seals.text}</p>
        </div>
        <Button icon="lock" isBusy={busy === 'seal'} onClick={seal}>
          {seals.verb}
        </Button>
        <Button isBusy={busy === 'compare'} onClick={() => chooser.current?.click()}>
          {seals.compare}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".json"
          hidden
          aria-label={seals.compare}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) compare(file);
          }}
        />
      </div>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {isDue && <Notice kind="warn">{seals.due}</Notice>}
      {value && !last && <p className="second">{seals.none}</p>}
      {last && (
        <div className="system-line">
          <p>{seals.last(last.number, momentText(last.at), last.person, last.register, last.content)}</p>
          <Button kind="quiet" onClick={async () => keep(await office.readSeal({ number: last.number }))}>
            {seals.again}
          </Button>
        </div>
      )}
      {verdict?.by !== undefined && <p>{seals.signedBy(verdict.by, verdict.fingerprint ?? '')}</p>}
      {verdict &&
        (verdict.faults.length > 0 ? (
          <Notice kind="error">
            <ul>
              {verdict.faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <Notice kind="ok">{seals.same(verdict.number ?? 0, momentText(verdict.at ?? ''))}</Notice>
        ))}
    </section>
  );
}
