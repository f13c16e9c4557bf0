import { useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Recomputation } from '#shared/contract/statisticsCommands.ts';
import { periodName } from '#shared/statistics/period.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useHasRole } from '../../app/session.ts';
import { statistics } from '../../strings/statistics.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** 公布: the figures of a period as they went out, and whether they can be made again. */
export function PublishedTab({ figures }: { readonly figures: CommandOutput<'readStatistics'> }) {
  const { facts, factsHash, published } = figures;
  const mayPublish = useHasRole('editor', 'archivist');
  const [checked, setChecked] = useState<Recomputation>();
  const [busy, setBusy] = useState<number>();
  const name = periodName(facts.period);
  const publish = async () => {
    const question = { title: statistics.publishTitle(name), text: statistics.publishText, verb: statistics.publish };
    const reason = await ask(published.length > 0 ? { ...question, reasonLabel: statistics.publishReason } : question);
    if (reason === undefined) return;
    const answer = await office.publishFigures({ period: facts.period, factsHash, reason });
    if (answer.ok) announce('ok', statistics.publishedDone(name));
    else announceRefusal(answer);
  };
  const recompute = async (number: number) => {
    setBusy(number);
    const answer = await office.recomputeFigures({ number });
    setBusy(undefined);
    if (answer.ok) setChecked(answer.value);
    else announceRefusal(answer);
  };
  const save = async (number: number) => {
    const answer = await office.readPublishedFigures({ number });
    if (!answer.ok) return announceRefusal(answer);
    await saveFiles({ title: statistics.savePublished, files: [answer.value] });
  };
  const publishButton = mayPublish && facts.isOver && (
    <Button kind="primary" onClick={publish}>
      {statistics.publish}
    </Button>
  );
  if (published.length === 0) {
    return (
      <EmptyState icon="signOff" title={statistics.notPublished} action={publishButton}>
        {statistics.notPublishedHint}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="statistics-tools">{publishButton}</div>
      <ul className="statistics-lines">
        {published.map(({ number, at, reason }) => (
          <li key={number}>
            <p>
              {statistics.publishedLine(number, momentText(at))}
              {reason && <span className="second">　{reason}</span>}
            </p>
            <Button isBusy={busy === number} onClick={() => recompute(number)}>
              {statistics.recompute}
            </Button>
            <Button icon="export" onClick={() => save(number)}>
              {statistics.savePublished}
            </Button>
            {checked?.number === number && <Verdict checked={checked} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Verdict({ checked }: { readonly checked: Recomputation }) {
  const { isSound, faults, differences, factDifferences } = checked;
  const lines = isSound ? [...differences, ...factDifferences] : faults;
  const kind = !isSound ? 'error' : lines.length > 0 ? 'warn' : 'ok';
  return (
    <div className="statistics-verdict">
      <Notice kind={kind}>
        {kind === 'error'
          ? statistics.unsound
          : kind === 'warn'
            ? statistics.recomputedDiffers
            : statistics.recomputedSame}
        {lines.length > 0 && (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
