/**
 * SQL that takes steps past the office: `rows` is a SELECT that gives the columns. Each has the statement that the base asks
 * for, which no key has signed.
 */
export function insertSteps(columns: string, rows: string): string {
  const leave = columns.includes('delegation_id') ? "'onBehalfOf', on_behalf_of, 'delegation', delegation_id," : '';
  return `
    WITH taken (${columns}) AS (${rows})
    INSERT INTO issue_steps (${columns}, statement)
    SELECT ${columns}, json_object(
      'issue', issue_id, 'step', step, 'action', action, 'person', person, 'role', role, 'at', at,
      'from', json_object('state', from_state, 'station', from_station),
      'to', json_object('state', to_state, 'station', to_station),
      ${leave} 'opinion', opinion, 'contentHash', content_hash, 'publicKey', '-', 'signature', '-',
      'previous', iif((
        SELECT statement FROM issue_steps AS before WHERE before.issue_id = taken.issue_id AND before.step = taken.step - 1
      ) IS NULL, '', '-')
    ) FROM taken`;
}
