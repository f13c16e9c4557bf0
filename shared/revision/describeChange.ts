import type { ArticleComparison } from './compareArticles.ts';
import type { LineEnd, Token } from './token.ts';

export type ChangeKind = 'insert' | 'delete' | 'replace' | 'role' | 'marks' | 'split' | 'join' | 'figure' | 'table';

export interface ChangeDescription {
  readonly kind: ChangeKind;
  /** What was taken out and what was put in, as plain text; a blank where a line ends. */
  readonly removed: string;
  readonly added: string;
  /** What the line was and has become, where that is the change. */
  readonly roles?: readonly [LineEnd['role'], LineEnd['role']];
}

/** A change in the words of an editorial office's correction marks. */
export function describeChange({ before, after, changes }: ArticleComparison, change: number): ChangeDescription {
  const { beforeStart = 0, beforeEnd = 0, afterStart = 0, afterEnd = 0 } = changes[change] ?? {};
  const [left, right] = [before.slice(beforeStart, beforeEnd), after.slice(afterStart, afterEnd)];
  const [removed, added] = [plainText(left), plainText(right)];
  const kind = kindOf(left, right, removed.trim(), added.trim());
  const [from, to] = [left[0], right[0]];
  const isRole = kind === 'role' && from?.kind === 'end' && to?.kind === 'end';
  return { kind, removed, added, ...(isRole ? { roles: [from.line.role, to.line.role] as const } : {}) };
}

function kindOf(left: readonly Token[], right: readonly Token[], removed: string, added: string): ChangeKind {
  const holds = (kind: Token['kind']) => [...left, ...right].some((token) => token.kind === kind);
  if (holds('table')) return 'table';
  if (holds('figure')) return 'figure';
  const areEnds = (tokens: readonly Token[]) => tokens.length > 0 && tokens.every(({ kind }) => kind === 'end');
  if (left.length === 1 && right.length === 1 && areEnds(left) && areEnds(right)) return 'role';
  if (left.length === 0 && areEnds(right)) return 'split';
  if (right.length === 0 && areEnds(left)) return 'join';
  if (removed !== '' && removed === added) return 'marks';
  // Of nothing but blanks, what matters is on which side they stand.
  if (removed === '' && added === '') return right.length === 0 ? 'delete' : left.length === 0 ? 'insert' : 'replace';
  if (removed === '') return 'insert';
  return added === '' ? 'delete' : 'replace';
}

function plainText(tokens: readonly Token[]): string {
  return tokens.map((token) => (token.kind === 'character' ? token.text : token.kind === 'end' ? ' ' : '')).join('');
}
