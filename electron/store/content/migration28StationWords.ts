import type { WritableDatabase } from '../database.ts';

/** What an issue was given that was handed over before there were flows. */
const earlierFlow = JSON.stringify([
  { kind: 'responsibleEditor', label: '责任编辑' },
  { kind: 'reviewer', label: '审核' },
  { kind: 'signer', label: '签发' },
]);

interface EarlierFlow {
  readonly issueId: string;
  readonly publicationId: string;
}

interface PrintedSignOff {
  readonly step: string;
  readonly label: string;
}

/**
 * Issues that were under way when flows came have printed the usual words since. Where their publication has issued anything
 * it has printed its own words there, and they are put in the place of the usual ones; a publication that has issued nothing
 * has its words in the register alone, which this base does not see.
 */
export function carryStationWords(database: WritableDatabase): void {
  const under = database
    .prepare(
      `SELECT DISTINCT issues.id AS issueId, publication_id AS publicationId FROM issues
       JOIN issue_flows ON issue_flows.issue_id = issues.id AND flow = ?
       WHERE state IN ('inReview', 'awaitingConfirmation', 'awaitingRelease') AND EXISTS (
         SELECT 1 FROM sign_offs
         WHERE sign_offs.issue_id = issues.id AND void_reason IS NULL AND json_type(statement, '$.flow') IS NULL
       )`,
    )
    .all(earlierFlow) as readonly EarlierFlow[];
  const issued = database.prepare(
    `SELECT bytes FROM frozen_files JOIN issue_numbers USING (issue_id)
     WHERE publication_id = ? AND name = 'issue.json' ORDER BY granted_at DESC, serial DESC LIMIT 1`,
  );
  const changes = under.flatMap(({ issueId, publicationId }) => {
    const bytes = issued.pluck().get(publicationId) as Buffer | undefined;
    const flow = bytes && flowInWordsOf(bytes);
    return flow === undefined ? [] : [{ issueId, flow }];
  });
  if (changes.length === 0) return;
  const kept = database
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'issue_flows_no_update'")
    .pluck()
    .get() as string;
  database.exec('DROP TRIGGER issue_flows_no_update');
  const update = database.prepare('UPDATE issue_flows SET flow = ? WHERE issue_id = ? AND flow = ?');
  for (const { issueId, flow } of changes) update.run(flow, issueId, earlierFlow);
  database.exec(kept);
}

/** The earlier flow in the words that an issued document prints; undefined where it does not print one word for each station. */
function flowInWordsOf(bytes: Buffer): string | undefined {
  let signOff: readonly PrintedSignOff[] | undefined;
  try {
    ({ signOff } = JSON.parse(bytes.toString('utf8')) as { readonly signOff?: readonly PrintedSignOff[] });
  } catch {
    return undefined;
  }
  if (!Array.isArray(signOff)) return undefined;
  const printed: readonly PrintedSignOff[] = signOff;
  const flow = ['responsibleEditor', 'reviewer', 'signer'].map((kind) => ({
    kind,
    label: printed.find(({ step }) => step === kind)?.label ?? '',
  }));
  const labels = flow.map(({ label }) => label);
  const isWhole = printed.length === flow.length && labels.every((label) => label.length > 0 && label.length <= 12);
  return isWhole && new Set(labels).size === labels.length ? JSON.stringify(flow) : undefined;
}
