import type { ReadableDatabase } from '#store/database.ts';

/** A table of which the rows of an issue travel with it. */
export interface TravellingTable {
  readonly table: string;
  /** Which rows; @issue is the issue, @articles the ids of single articles. */
  readonly where: string;
  readonly order: string;
  /** Numbers that each base gives itself: in a package the rows are counted anew, and those that name them follow. */
  readonly number?: string;
  readonly names?: readonly (readonly [column: string, table: string])[];
  /** Columns that are empty in a package where the row they name, by its id, does not travel. */
  readonly ifTravelling?: readonly (readonly [column: string, table: string])[];
  /** What stays behind, or goes as a file of its own. */
  readonly without?: readonly string[];
}

const ofIssue = 'issue_id = @issue';

/** The rows of articles, of which `chosen` is the SQL that gives the ids. */
const articleTables = (chosen: string): readonly TravellingTable[] => {
  const ofArticles = `article_id IN (${chosen})`;
  return [
    {
      table: 'manuscripts',
      where: `id IN (SELECT manuscript_id FROM articles WHERE id IN (${chosen}))`,
      order: 'id',
      without: ['file_bytes'],
    },
    { table: 'articles', where: `id IN (${chosen})`, order: 'id', without: ['saves'] },
    { table: 'article_versions', where: ofArticles, order: 'article_id, version' },
    { table: 'article_bases', where: ofArticles, order: 'number', number: 'number' },
    { table: 'article_comments', where: ofArticles, order: 'number', number: 'number' },
    {
      table: 'article_comment_answers',
      where: `comment_id IN (SELECT id FROM article_comments WHERE ${ofArticles})`,
      order: 'number',
      number: 'number',
    },
    { table: 'article_take_overs', where: ofArticles, order: 'number', number: 'number' },
    { table: 'ignored_findings', where: ofArticles, order: 'article_id, source, quote' },
  ];
};

/** The rows about the marks of subjects, of which `marked` is the SQL. */
const markingTables = (marked: string): readonly TravellingTable[] => {
  const ofMark = (column: string) => `${column} IN (SELECT number FROM marking_records WHERE ${marked})`;
  return [
    { table: 'marking_records', where: marked, order: 'number', number: 'number' },
    { table: 'marking_consents', where: ofMark('record'), order: 'record', names: [['record', 'marking_records']] },
    {
      table: 'marking_drops',
      where: ofMark('record'),
      order: 'number',
      number: 'number',
      names: [['record', 'marking_records']],
    },
    {
      table: 'marking_drop_answers',
      where: `drop_number IN (SELECT number FROM marking_drops WHERE ${ofMark('record')})`,
      order: 'drop_number',
      names: [['drop_number', 'marking_drops']],
    },
    {
      table: 'marking_reviews',
      where: ofMark('record'),
      order: 'number',
      number: 'number',
      names: [['record', 'marking_records']],
    },
    {
      table: 'originator_consents',
      where: ofMark('origin'),
      order: 'number',
      number: 'number',
      names: [['origin', 'marking_records']],
    },
    {
      table: 'originator_corrections',
      where: ofMark('origin'),
      order: 'origin',
      names: [['origin', 'marking_records']],
    },
  ];
};

const inIssue = `SELECT article_id FROM issue_articles WHERE ${ofIssue}`;

/** Everything about an issue, in an order in which each row comes after those that it names. */
export const travellingTables: readonly TravellingTable[] = [
  {
    table: 'delegations',
    // Those of the steps, which are signed: what nobody signs, as an answer to a request, brings none.
    where: `id IN (SELECT delegation_id FROM issue_steps WHERE ${ofIssue})`,
    order: 'id',
    without: ['seen_at'],
  },
  ...articleTables(inIssue),
  { table: 'issues', where: 'id = @issue', order: 'id' },
  { table: 'issue_flows', where: ofIssue, order: 'step' },
  { table: 'issue_articles', where: ofIssue, order: 'place' },
  { table: 'issue_numbers', where: ofIssue, order: 'issue_id' },
  { table: 'issue_steps', where: ofIssue, order: 'step' },
  { table: 'paper_sign_offs', where: ofIssue, order: 'rowid' },
  {
    table: 'paper_confirmations',
    where: `paper_id IN (SELECT id FROM paper_sign_offs WHERE ${ofIssue})`,
    order: 'paper_id',
  },
  { table: 'sign_offs', where: ofIssue, order: 'rowid' },
  { table: 'issue_comments', where: ofIssue, order: 'at, id' },
  { table: 'seen_documents', where: ofIssue, order: 'content_hash' },
  { table: 'issue_views', where: ofIssue, order: 'number', number: 'number' },
  { table: 'recall_requests', where: ofIssue, order: 'step, id' },
  {
    table: 'recall_answers',
    where: `request_id IN (SELECT id FROM recall_requests WHERE ${ofIssue})`,
    order: 'request_id',
    ifTravelling: [['delegation_id', 'delegations']],
  },
  { table: 'reminders', where: ofIssue, order: 'number', number: 'number' },
  ...markingTables(`((subject_kind = 'issue' AND subject_id = @issue) OR (subject_kind = 'article'
    AND subject_id IN (${inIssue})))`),
];

const chosen = 'SELECT value FROM json_each(@articles)';

/** Everything about single articles, whose ids are @articles as JSON, in the same order. */
export const travellingArticleTables: readonly TravellingTable[] = [
  ...articleTables(chosen),
  ...markingTables(`subject_kind = 'article' AND subject_id IN (${chosen})`),
];

export interface TravellingColumn {
  readonly name: string;
  readonly type: 'TEXT' | 'INTEGER';
  readonly notnull: 0 | 1;
  /** SQL; null where it has none. */
  readonly dflt_value: string | null;
}

/** The columns of a table as this base has them, without those that stay behind. */
export function columnsOf(content: ReadableDatabase, { table, without = [] }: TravellingTable): TravellingColumn[] {
  const columns = content.prepare(`SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)`).all(table);
  return (columns as readonly TravellingColumn[]).filter(({ name }) => !without.includes(name));
}
