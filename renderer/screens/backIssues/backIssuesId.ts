/** Stands where the id of an issue would: 以往刊期. */
export const backIssuesId = 'past-issues';
