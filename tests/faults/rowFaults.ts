import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { verifyAuditChain } from '#store/auditChain.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import type { OpenBases } from './openBases.ts';

/** What must find no row in content.db, whatever the moment: each query selects the half of a step. */
const halves: Readonly<Record<string, string>> = {
  'a step is missing in the line': `SELECT issue_id FROM issue_steps GROUP BY issue_id
    HAVING min(step) <> 1 OR max(step) <> count(*)`,
  'a step does not begin where the last one ended': `SELECT later.issue_id FROM issue_steps AS later
    LEFT JOIN issue_steps AS earlier ON earlier.issue_id = later.issue_id AND earlier.step = later.step - 1
    WHERE later.from_state IS NOT coalesce(earlier.to_state, 'drafting')`,
  'the state is not that of the last step': `SELECT id FROM issues
    WHERE step IS NOT (SELECT coalesce(max(step), 0) FROM issue_steps WHERE issue_id = issues.id)
      OR state IS NOT coalesce((SELECT to_state FROM issue_steps WHERE issue_id = issues.id AND step = issues.step), 'drafting')`,
  'a released issue lacks a part': `SELECT id FROM issues
    WHERE EXISTS (SELECT 1 FROM issue_steps WHERE issue_id = issues.id AND action = 'release') AND (
      NOT EXISTS (SELECT 1 FROM issue_numbers WHERE issue_id = issues.id)
      OR (SELECT count(*) FROM frozen_files WHERE issue_id = issues.id) <> 9
      OR (SELECT count(*) FROM search_passages WHERE issue_id = issues.id) < json_array_length(document, '$.articles')
      OR (SELECT count(*) FROM sign_offs WHERE issue_id = issues.id AND void_reason IS NULL)
        IS NOT (SELECT sum(needed) FROM issue_stations WHERE issue_id = issues.id)
      OR EXISTS (SELECT 1 FROM issue_stations WHERE issue_id = issues.id AND needed <> (
        SELECT count(DISTINCT person) FROM sign_offs WHERE issue_id = issues.id AND void_reason IS NULL
          AND content_hash = issues.content_hash AND sign_offs.station = issue_stations.station)))`,
  'the station is not that of the last step': `SELECT id FROM issues
    WHERE station IS NOT coalesce((SELECT to_station FROM issue_steps WHERE issue_id = issues.id AND step = issues.step), 0)`,
  'an issue was handed over without its flow': `SELECT issue_id FROM issue_steps WHERE action = 'submit'
    AND NOT EXISTS (SELECT 1 FROM issue_flows WHERE issue_id = issue_steps.issue_id AND step = issue_steps.step)`,
  'a flow without its 送审': `SELECT issue_id FROM issue_flows
    WHERE NOT EXISTS (SELECT 1 FROM issue_steps WHERE issue_id = issue_flows.issue_id AND step = issue_flows.step AND action = 'submit')`,
  'a part of a release without the release': `SELECT issue_id FROM (
      SELECT issue_id FROM issue_numbers UNION SELECT issue_id FROM frozen_files UNION SELECT issue_id FROM search_passages
      UNION SELECT issue_id FROM sign_offs WHERE sign_off = 'signer')
    WHERE issue_id NOT IN (SELECT issue_id FROM issue_steps WHERE action = 'release')`,
  'a passage is not in the index': `SELECT id FROM search_passages
    WHERE id NOT IN (SELECT rowid FROM search_index)`,
  'the index knows a passage that is not there': `SELECT rowid FROM search_index
    WHERE rowid NOT IN (SELECT id FROM search_passages)`,
  'a manuscript or an article is neither in its index nor noted for it': `SELECT id FROM (
      SELECT manuscripts.id, search_drafts.id AS number, is_indexed
        FROM manuscripts LEFT JOIN search_drafts ON manuscript_id = manuscripts.id
      UNION ALL
      SELECT articles.id, search_drafts.id, is_indexed FROM articles LEFT JOIN search_drafts ON article_id = articles.id)
    WHERE number IS NULL OR is_indexed = 1 AND number NOT IN (SELECT draft_id FROM search_draft_parts)`,
  'a part of a text is not in the index': `SELECT id FROM search_draft_parts
    WHERE id NOT IN (SELECT rowid FROM search_index_drafts)`,
  'the index knows a part of a text that is not there': `SELECT rowid FROM search_index_drafts
    WHERE rowid NOT IN (SELECT id FROM search_draft_parts)`,
  'a text is not compared with later ones': `SELECT id FROM search_passages
      WHERE id NOT IN (SELECT passage_id FROM search_reuse_sources WHERE passage_id IS NOT NULL)
    UNION ALL SELECT search_draft_parts.id FROM search_draft_parts JOIN search_drafts ON search_drafts.id = draft_id
      WHERE manuscript_id IS NOT NULL
        AND search_draft_parts.id NOT IN (SELECT part_id FROM search_reuse_sources WHERE part_id IS NOT NULL)`,
  'a version is missing': `SELECT id FROM articles
    WHERE version IS NOT (SELECT max(version) FROM article_versions WHERE article_id = articles.id)
      OR version IS NOT (SELECT count(*) FROM article_versions WHERE article_id = articles.id)
        + (SELECT coalesce(sum(json_extract(details, '$.rows')), 0) FROM audit
          WHERE action = 'thinVersions' AND subject = articles.id)`,
  'an issue shows a version that does not exist': `SELECT article_id FROM issue_articles
    WHERE NOT EXISTS (SELECT 1 FROM article_versions
      WHERE article_versions.article_id = issue_articles.article_id AND article_versions.version = issue_articles.version)`,
  'an issue holds another number of articles than its document': `SELECT id FROM issues
    WHERE json_array_length(document, '$.articles') <> (SELECT count(*) FROM issue_articles WHERE issue_id = issues.id)`,
  'a selected manuscript has no article': `SELECT id FROM manuscripts
    WHERE (state = 'selected') <> EXISTS (SELECT 1 FROM articles WHERE manuscript_id = manuscripts.id)`,
  'the numbers of a year have a gap': `SELECT year FROM manuscripts GROUP BY year
    HAVING min(serial) <> 1 OR max(serial) <> count(*)`,
  'a change without its record': `SELECT subject FROM (
      SELECT id AS subject FROM manuscripts UNION ALL SELECT id FROM articles UNION ALL SELECT id FROM issues)
    WHERE subject NOT IN (SELECT subject FROM audit)`,
  'a step without its record': `SELECT issue_id FROM issue_steps GROUP BY issue_id, action
    HAVING count(*) <> (SELECT count(*) FROM audit WHERE subject = issue_id AND audit.action = issue_steps.action || 'Issue')`,
};

/** Every half step, broken page or broken chain in the two bases; none where the kill was survived. */
export function rowFaults({ register, content }: OpenBases): readonly string[] {
  const faults: string[] = [];
  for (const [name, base, chain] of [
    ['register', register, registerAudit] as const,
    ['content', content, contentAudit] as const,
  ]) {
    const integrity = base.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') faults.push(`${name}: integrity ${String(integrity)}`);
    const orphans = base.pragma('foreign_key_check') as readonly unknown[];
    if (orphans.length > 0) faults.push(`${name}: ${orphans.length} rows without their parent`);
    const verdict = verifyAuditChain(base, chain);
    if (verdict.kind === 'broken') faults.push(`${name}: audit broken at ${verdict.sequence}`);
  }
  for (const [name, query] of Object.entries(halves)) {
    const found = content.prepare(query).pluck().all();
    if (found.length > 0) faults.push(`${name}: ${found.join(', ')}`);
  }
  return [...faults, ...documentFaults(content)];
}

/** An issue's document holds its articles at the versions its make-up names. */
function documentFaults(content: WritableDatabase): readonly string[] {
  const rows = content
    .prepare(
      `SELECT issues.id AS issue, place, issue_articles.article_id AS article, article_versions.content AS version,
         json_extract(document, '$.articles[' || (place - 1) || ']') AS shown
       FROM issues JOIN issue_articles ON issue_id = issues.id
       JOIN article_versions ON article_versions.article_id = issue_articles.article_id
         AND article_versions.version = issue_articles.version`,
    )
    .all() as readonly { issue: string; place: number; article: string; version: string; shown: string }[];
  return rows
    .filter(({ article, version, shown }) => {
      const expected: Json = { id: article, ...(JSON.parse(version) as Readonly<Record<string, Json>>) };
      return canonicalJson(JSON.parse(shown) as Json) !== canonicalJson(expected);
    })
    .map(({ issue, place }) => `issue ${issue} shows another text in place ${place} than its make-up names`);
}
