import type { CommandName, CommandOutput } from '#shared/contract/contract.ts';
import { afterCommit } from '../afterCommit.ts';
import { changeContent, contentOf, type OfficeContext, type Session, sessionOf } from '../officeContext.ts';

/** What each session has read so far: once a sitting is enough to say who has seen a thing. */
const readBy = new WeakMap<Session, Set<string>>();

/** Puts on record that somebody reads an issue or an article that bears a marking; a command that says so itself counts. */
export function recordReading(context: OfficeContext, name: CommandName, input: unknown, value: unknown): void {
  const reading = readingOf(context, name, input, value);
  if (!reading) return;
  const { kind, id } = reading;
  const session = sessionOf(context);
  const seen = readBy.get(session) ?? new Set<string>();
  readBy.set(session, seen);
  const key = `${kind} ${id}`;
  if (seen.has(key)) return;
  seen.add(key);
  if (reading.isOnRecord) return;
  afterCommit(context, 'recordReading', () => {
    changeContent(context, (_content, record) => record(kind === 'issue' ? 'readIssue' : 'readArticle', id));
  });
}

interface Reading {
  readonly kind: 'issue' | 'article';
  readonly id: string;
  /** The command has its own row of the audit. */
  readonly isOnRecord?: boolean;
}

function readingOf(context: OfficeContext, name: CommandName, input: unknown, value: unknown): Reading | undefined {
  switch (name) {
    case 'openIssue':
    case 'readIssue': {
      const { summary, document } = value as CommandOutput<'readIssue'>;
      if (document.marking.length === 0) return undefined;
      return { kind: 'issue', id: summary.id, isOnRecord: name === 'openIssue' };
    }
    case 'readIssueVersion': {
      const { document } = value as CommandOutput<'readIssueVersion'>;
      return document.marking.length === 0 ? undefined : { kind: 'issue', id: (input as { readonly id: string }).id };
    }
    case 'readArticle':
    case 'readArticleVersion':
    case 'readRevisions': {
      const { id } = input as { readonly id: string };
      return isMarked(context, id) ? { kind: 'article', id } : undefined;
    }
    default:
      return undefined;
  }
}

/** An article bears the marking of the issue it stands in. */
function isMarked(context: OfficeContext, articleId: string): boolean {
  const marked = contentOf(context)
    .prepare(
      `SELECT json_array_length(document, '$.marking') FROM issues
       JOIN issue_articles ON issue_id = issues.id WHERE article_id = ?`,
    )
    .pluck()
    .get(articleId) as number | undefined;
  return (marked ?? 0) > 0;
}
