/** Opinions begun and not yet given, by issue, so that looking at something else does not lose them. */
const begun = new Map<string, string>();

export function opinionOf(issueId: string): string {
  return begun.get(issueId) ?? '';
}

export function keepOpinion(issueId: string, opinion: string): void {
  begun.set(issueId, opinion);
}

export function dropOpinion(issueId: string): void {
  begun.delete(issueId);
}
