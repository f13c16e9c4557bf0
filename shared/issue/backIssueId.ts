const prefix = 'back-';

/** The id of a 以往刊期: one can be told from the id of an issue made here wherever it stands. */
export function backIssueId(id: string): string {
  return `${prefix}${id}`;
}

export function isBackIssueId(id: string): boolean {
  return id.startsWith(prefix);
}
