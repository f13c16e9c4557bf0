import type { BackupFacts } from '#shared/contract/backupCommands.ts';
import { backup as strings } from '../../strings/backup.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { momentText } from '../../strings/words.ts';

/** What a backup says it holds: of which office, when, by whom, how much. */
export function BackupFactsList({ facts }: { readonly facts: BackupFacts }) {
  const { office, madeAt, madeBy, bytes, registerRows, contentRows } = facts;
  const people = registerRows?.people === undefined ? [] : [strings.counts.people(registerRows.people)];
  const counted = contentRows
    ? (['manuscripts', 'articles', 'issues'] as const).map((table) => strings.counts[table](contentRows[table] ?? 0))
    : [strings.notCounted];
  return (
    <dl className="system-facts">
      <dt>{strings.office}</dt>
      <dd>{office.name}</dd>
      <dt>{strings.madeAt}</dt>
      <dd>{momentText(madeAt)}</dd>
      <dt>{strings.madeBy}</dt>
      <dd>{madeBy}</dd>
      <dt>{strings.holds}</dt>
      <dd>{strings.holdsOf([...people, ...counted])}</dd>
      <dt>{strings.size}</dt>
      <dd>{sizeText(bytes)}</dd>
    </dl>
  );
}
