/** The auditor looks for rows by person, by action and by time; each list stays in the order of the chain. */
export const auditIndexes = ['audit', 'content_audit_mirror']
  .map(
    (table) => `
  CREATE INDEX ${table}_by_person ON ${table} (person, sequence);
  CREATE INDEX ${table}_by_action ON ${table} (action, sequence);
  CREATE INDEX ${table}_by_time ON ${table} (at);
`,
  )
  .join('');
