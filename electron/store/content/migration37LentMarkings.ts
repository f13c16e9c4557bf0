const isLent = (record: string) => `EXISTS (
  SELECT 1 FROM marking_records WHERE number = ${record} AND iif(
    subject_kind = 'issue',
    EXISTS (SELECT 1 FROM lent_issues WHERE issue_id = subject_id AND back_at IS NULL),
    EXISTS (SELECT 1 FROM lent_articles WHERE article_id = subject_id)
  )
)`;

/** A mark of what is lent out is taken back, lifted or corrected where the issue is. */
export const lentMarkings = (
  [
    ['marking_drops', 'NEW.record'],
    ['marking_drop_answers', '(SELECT record FROM marking_drops WHERE number = NEW.drop_number)'],
    ['originator_corrections', 'NEW.origin'],
  ] as const
)
  .map(
    ([table, record]) => `
      CREATE TRIGGER ${table}_lent_insert BEFORE INSERT ON ${table} WHEN ${isLent(record)}
        BEGIN SELECT RAISE(ABORT, 'an issue that is lent out is not changed here'); END;`,
  )
  .join('');
