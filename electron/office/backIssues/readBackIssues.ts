import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import type { BackIssueReader } from '#formats/intake/createBackIssueReader.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { indexBackIssue } from '#store/content/searchIndex.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { changeContent, type OfficeContext, type Session } from '../officeContext.ts';
import { logFailure } from '../officeLog.ts';
import { type BatchRow, selectBatchRow } from './backIssueQueries.ts';
import { keepFailure, keepReading } from './keepReading.ts';

/** No file is larger. */
const mostMegabytes = 40;
const mostBytes = mostMegabytes * 1024 * 1024;
const tooLarge = `文件超过${mostMegabytes}MB，没有读`;
const tellEveryMs = 400;
const lookEveryMs = 200;

/** One work behind each session; `broken` where it failed and is not begun again before somebody asks for it. */
const works = new WeakMap<Session, 'running' | 'broken'>();

/** Goes on with the batches that are being read or confirmed, as long as an archivist is signed in; asked after each command. */
export function readBackIssues(context: OfficeContext): void {
  const { session } = context;
  if (!session?.content || works.has(session) || !session.roles.includes('archivist')) return;
  if (session.mustChangePassword || !nextBatch(session.content)) return;
  works.set(session, 'running');
  work(context, session).then(
    () => works.delete(session),
    (error: unknown) => {
      works.set(session, 'broken');
      // A session that has ended takes its base with it.
      if (context.session === session) logFailure(context.environment, 'readBackIssues', error);
    },
  );
}

/** Somebody has asked for the work: what broke it before may be over. */
export function allowReading(session: Session): void {
  if (works.get(session) === 'broken') works.delete(session);
}

function nextBatch(content: ReadableDatabase): BatchRow | undefined {
  return content
    .prepare(
      `SELECT * FROM back_issue_batches WHERE state IN ('confirming', 'reading')
       ORDER BY state, started_at, rowid LIMIT 1`,
    )
    .get() as BatchRow | undefined;
}

async function work(context: OfficeContext, session: Session): Promise<void> {
  const { createBackIssueReader } = await import('#formats/intake/createBackIssueReader.ts');
  const reader = createBackIssueReader();
  // What a worker has read does not stay in memory after the session.
  const watch = setInterval(() => {
    if (context.session !== session) reader.close();
  }, lookEveryMs);
  watch.unref();
  let toldAt = 0;
  const tell = (isLast = false) => {
    if (!isLast && Date.now() - toldAt < tellEveryMs) return;
    toldAt = Date.now();
    context.environment.emit({ kind: 'changed', nouns: ['backIssues'] });
  };
  try {
    for (;;) {
      // Between two files others are served.
      await pause();
      if (context.session !== session || !session.content) return;
      const batch = nextBatch(session.content);
      if (!batch) break;
      if (batch.state === 'confirming') indexNext(context, batch);
      else await readNext(context, session, batch, reader);
      tell();
    }
    tell(true);
  } finally {
    clearInterval(watch);
    reader.close();
  }
}

async function readNext(
  context: OfficeContext,
  session: Session,
  batch: BatchRow,
  reader: BackIssueReader,
): Promise<void> {
  const item = session.content
    ?.prepare(
      "SELECT id, path, bytes FROM back_issue_items WHERE batch_id = ? AND state = 'waiting' ORDER BY rowid LIMIT 1",
    )
    .get(batch.id) as { readonly id: string; readonly path: string; readonly bytes: number } | undefined;
  if (!item) {
    changeContent(context, (content, record) => {
      content.prepare("UPDATE back_issue_batches SET state = 'read' WHERE id = ?").run(batch.id);
      record('readBackIssues', batch.id, { files: fileCount(content, batch.id) });
    });
    return;
  }
  const file = await fileBytes(batch, item);
  if (file === 'folderMissing') {
    if (context.session === session) pauseMissing(context, batch.id);
    return;
  }
  const answer =
    'failure' in file ? { ...file, read: undefined, sm3: undefined } : await reader.read(sendable(item, file));
  // Undone, paused or signed out meanwhile: what was read is not kept.
  if (context.session !== session) return;
  changeContent(context, (content) => {
    if (
      content.prepare("SELECT 1 FROM back_issue_items WHERE id = ? AND state = 'waiting'").get(item.id) === undefined
    ) {
      return;
    }
    if (answer.read && 'bytes' in file) {
      keepReading(
        content,
        selectBatchRow(content, batch.id),
        { ...item, sm3: answer.sm3, bytes: file.bytes },
        answer.read,
      );
    } else if (answer.failure !== undefined) keepFailure(content, item.id, answer);
  });
}

function fileCount(content: ReadableDatabase, batchId: string): number {
  return content.prepare('SELECT count(*) FROM back_issue_items WHERE batch_id = ?').pluck().get(batchId) as number;
}

/** The worker gets a copy: the bytes are kept. */
function sendable(item: { readonly path: string }, { bytes }: { readonly bytes: Uint8Array }) {
  return { name: item.path, bytes };
}

async function fileBytes(
  { folder }: BatchRow,
  { path, bytes: size }: { readonly path: string; readonly bytes: number },
): Promise<{ readonly bytes: Uint8Array } | { readonly failure: string } | 'folderMissing'> {
  if (size > mostBytes) return { failure: tooLarge };
  try {
    const bytes = new Uint8Array(await readFile(join(folder, path)));
    if (bytes.length > mostBytes) return { failure: tooLarge };
    return bytes.length === 0 ? { failure: '文件是空的' } : { bytes };
  } catch (error) {
    if (!existsSync(folder)) return 'folderMissing';
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { failure: '文件已经不在文件夹里' };
    return { failure: code === 'EACCES' ? '没有读取这个文件的权限' : '介质上的这个文件读不出来' };
  }
}

function pauseMissing(context: OfficeContext, batchId: string): void {
  changeContent(context, (content, record) => {
    content
      .prepare("UPDATE back_issue_batches SET state = 'paused', is_missing = 1 WHERE id = ? AND state = 'reading'")
      .run(batchId);
    record('pauseBackIssueImport', batchId, { why: 'folderMissing' });
  });
}

/** Puts one issue of a confirmed batch into the search, or ends the batch where all are there. */
function indexNext(context: OfficeContext, batch: BatchRow): void {
  changeContent(context, (content, record) => {
    const next = content
      .prepare(
        `SELECT back_issue_items.id, document FROM back_issues JOIN back_issue_items ON back_issue_items.id = back_issues.id
         WHERE batch_id = ? AND NOT EXISTS (SELECT 1 FROM search_passages WHERE back_issue_id = back_issues.id)
         ORDER BY back_issues.issued_on, back_issues.id LIMIT 1`,
      )
      .get(batch.id) as { readonly id: string; readonly document: string } | undefined;
    if (next) {
      indexBackIssue(content, { issueId: next.id, document: IssueDocument.parse(JSON.parse(next.document)) });
      return;
    }
    content
      .prepare(
        'DELETE FROM back_issue_files WHERE item_id IN (SELECT id FROM back_issue_items WHERE batch_id = ?) AND item_id NOT IN (SELECT id FROM back_issues)',
      )
      .run(batch.id);
    content.prepare("UPDATE back_issue_batches SET state = 'confirmed' WHERE id = ?").run(batch.id);
    record('keepBackIssues', batch.id, {
      issues: content
        .prepare('SELECT count(*) FROM back_issues WHERE id IN (SELECT id FROM back_issue_items WHERE batch_id = ?)')
        .pluck()
        .get(batch.id) as number,
    });
  });
}
