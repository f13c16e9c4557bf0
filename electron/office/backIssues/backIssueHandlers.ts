import type { backIssueCommands } from '#shared/contract/backIssueCommands.ts';
import type { Article } from '#shared/issue/article.ts';
import { backIssueId } from '#shared/issue/backIssueId.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { WritableDatabase } from '#store/database.ts';
import { mediumError } from '../handover/handoverMedium.ts';
import {
  changeContent,
  contentOf,
  type Handlers,
  instantOf,
  type OfficeContext,
  type Recorder,
  sessionOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import {
  batchOf,
  type ItemRow,
  itemOf,
  selectBackIssues,
  selectBatchRow,
  selectBatchRows,
  selectItemDocument,
  selectItemRow,
  selectItemRows,
} from './backIssueQueries.ts';
import { confirmImport } from './confirmImport.ts';
import { judgeAgain, judgeDuplicatesOf } from './keepReading.ts';
import { allowReading } from './readBackIssues.ts';
import { realFolder, scanFolder } from './scanFolder.ts';
import { seriesGaps } from './seriesGaps.ts';

/** 以往刊期: what was printed before this program, from a folder into the archive. */
export const backIssueHandlers: Handlers<keyof typeof backIssueCommands> = {
  listBackIssueBatches(context) {
    const content = contentOf(context);
    const { register } = sessionOf(context);
    return selectBatchRows(content).map((row) => batchOf(content, register, row));
  },

  startBackIssueImport(context, { publicationId, folder: given }) {
    const content = contentOf(context);
    const { register, personId } = sessionOf(context);
    const publication = selectPublication(register, publicationId);
    const { folder, files, leftOut } = scanFolder(given, context.environment.directory);
    const same = selectBatchRows(content).find(
      (row) => row.folder === folder && row.publication_id === publicationId && row.state !== 'confirmed',
    );
    if (same) {
      throw new OfficeError('illegalState', '这个文件夹已经有一批导入还没有办完。请继续那一批，或先撤销它。', {
        id: same.id,
      });
    }
    const id = context.environment.newId();
    changeContent(context, (database, record) => {
      database
        .prepare(
          `INSERT INTO back_issue_batches (id, publication_id, publication_name, folder, state, left_out, started_by,
             started_at) VALUES (?, ?, ?, ?, 'reading', ?, ?, ?)`,
        )
        .run(id, publicationId, publication.name, folder, leftOut, personId, instantOf(context));
      const insert = database.prepare('INSERT INTO back_issue_items (id, batch_id, path, bytes) VALUES (?, ?, ?, ?)');
      for (const { path, bytes } of files) insert.run(backIssueId(context.environment.newId()), id, path, bytes);
      record('startBackIssueImport', id, { publication: publicationId, files: files.length, leftOut });
    });
    allowReading(sessionOf(context));
    tell(context);
    return { id };
  },

  pauseBackIssueImport(context, { id }) {
    changeContent(context, (content, record) => {
      if (selectBatchRow(content, id).state !== 'reading') {
        throw new OfficeError('illegalState', '这一批现在没有在读。');
      }
      content.prepare("UPDATE back_issue_batches SET state = 'paused' WHERE id = ?").run(id);
      record('pauseBackIssueImport', id);
    });
    tell(context);
    return {};
  },

  resumeBackIssueImport(context, { id, folder }) {
    const { state, folder: before } = selectBatchRow(contentOf(context), id);
    if (state !== 'paused') throw new OfficeError('illegalState', '这一批没有停下，不用继续。');
    const place = requireFolder(folder ?? before, context.environment.directory);
    changeContent(context, (content, record) => {
      content
        .prepare("UPDATE back_issue_batches SET state = 'reading', is_missing = 0, folder = ? WHERE id = ?")
        .run(place, id);
      record('resumeBackIssueImport', id);
    });
    allowReading(sessionOf(context));
    tell(context);
    return {};
  },

  readBackIssueBatch(context, { id }) {
    const content = contentOf(context);
    const { register } = sessionOf(context);
    const row = selectBatchRow(content, id);
    return {
      batch: batchOf(content, register, row),
      items: selectItemRows(content, id).map(itemOf),
      gaps: seriesGaps(content, row, selectPublication(register, row.publication_id).settings),
    };
  },

  readBackIssueItem(context, { id }) {
    const content = contentOf(context);
    const item = itemOf(selectItemRow(content, id));
    const document = selectItemDocument(content, id);
    const { report, original } = content
      .prepare('SELECT report, original FROM back_issue_items WHERE id = ?')
      .get(id) as { readonly report: string; readonly original: string };
    const said = JSON.parse(report) as { line: number; kind: string; message: string }[];
    return { item, ...(document ? { document } : {}), report: said, original };
  },

  correctBackIssueItem(context, { id, number, date, column, articles }) {
    changeContent(context, (content, record) => {
      const row = requireOpen(content, id);
      const document = selectItemDocument(content, id);
      if (!document || row.state === 'waiting')
        throw new OfficeError('illegalState', '这个文件还没有读出来，不能改正。');
      judgeAgain(content, id, corrected(document, { number: number ?? null, date: date ?? null, column, articles }));
      judgeDuplicatesOf(content, id);
      record('correctBackIssueItem', id, { number: number ?? null, date: date ?? null, articles: articles.length });
    });
    tell(context);
    return itemOf(selectItemRow(contentOf(context), id));
  },

  acceptBackIssueItems(context, { ids }) {
    return decide(context, ids, 'acceptBackIssueItems', (content, row) => {
      requireDecidable(row);
      if (row.serial === null || row.issued_on === null || row.articles === 0) {
        throw new OfficeError('incomplete', `“${row.path}”缺少期号、日期或文章，不能收下。请先补全。`, {
          missing: [
            ...(row.serial === null ? ['number'] : []),
            ...(row.issued_on === null ? ['date'] : []),
            ...(row.articles === 0 ? ['articles'] : []),
          ],
        });
      }
      const { reasons } = judgeAgain(content, row.id);
      if (reasons.some(({ kind }) => kind === 'sameNumber')) {
        throw new OfficeError('conflict', `“${row.path}”的期号已经有了，不能收下。请先改正期号，或选不收。`);
      }
      content.prepare("UPDATE back_issue_items SET state = 'accepted' WHERE id = ?").run(row.id);
    });
  },

  skipBackIssueItems(context, { ids }) {
    return decide(context, ids, 'skipBackIssueItems', (content, row) => {
      requireDecidable(row);
      content.prepare("UPDATE back_issue_items SET state = 'skipped', failure = NULL WHERE id = ?").run(row.id);
      judgeDuplicatesOf(content, row.id);
    });
  },

  reconsiderBackIssueItems(context, { ids }) {
    return decide(context, ids, 'reconsiderBackIssueItems', (content, row) => {
      if (row.state !== 'accepted' && row.state !== 'skipped') {
        throw new OfficeError('illegalState', `“${row.path}”还没有收下或不收。`);
      }
      judgeAgain(content, row.id);
      judgeDuplicatesOf(content, row.id);
    });
  },

  undoBackIssueImport(context, { id }) {
    changeContent(context, (content, record) => {
      const { state } = selectBatchRow(content, id);
      if (state === 'confirming' || state === 'confirmed') {
        throw new OfficeError('illegalState', '这一批已经确认入库，不能撤销。');
      }
      const others = content
        .prepare(
          `SELECT id FROM back_issue_items WHERE state = 'duplicate' AND batch_id <> @id
             AND json_extract(duplicate_of, '$.id') IN (SELECT id FROM back_issue_items WHERE batch_id = @id)`,
        )
        .pluck()
        .all({ id }) as readonly string[];
      const files = content
        .prepare('SELECT count(*) FROM back_issue_items WHERE batch_id = ?')
        .pluck()
        .get(id) as number;
      content.prepare('DELETE FROM back_issue_batches WHERE id = ?').run(id);
      for (const other of others) judgeAgain(content, other);
      record('undoBackIssueImport', id, { files });
    });
    tell(context);
    return {};
  },

  confirmBackIssueImport(context, { id }) {
    changeContent(context, (content, record) => confirmImport(context, content, record, id));
    allowReading(sessionOf(context));
    tell(context);
    return {};
  },

  listBackIssues(context) {
    return selectBackIssues(contentOf(context));
  },

  readBackIssue(context, { id }) {
    const content = contentOf(context);
    const issue = requireBackIssue(content, id);
    const document = selectItemDocument(content, id);
    if (!document) throw new OfficeError('dataDamaged', '这一期的内容读不出来，请做数据检查。');
    changeContent(context, (_content, record) => record('readBackIssue', id));
    return { issue, document };
  },

  async exportBackIssue(context, { id }) {
    const content = contentOf(context);
    const { fileName } = requireBackIssue(content, id);
    const { sm3Of } = await import('#formats/intake/sm3Of.ts');
    const { bytes, sm3 } = content
      .prepare(
        'SELECT back_issue_files.bytes, sm3 FROM back_issue_files JOIN back_issue_items ON id = item_id WHERE id = ?',
      )
      .get(id) as { readonly bytes: Buffer; readonly sm3: string };
    const file = new Uint8Array(bytes);
    if ((await sm3Of(file)) !== sm3) {
      throw new OfficeError('dataDamaged', '原文件与入库时的摘要不符，没有导出。请用备份恢复。');
    }
    changeContent(context, (_content, record) => record('exportBackIssue', id, { file: sm3 }));
    return { name: fileName, bytes: file };
  },
};

function decide(
  context: OfficeContext,
  ids: readonly string[],
  action: string,
  does: (content: WritableDatabase, row: ItemRow) => void,
) {
  const rows = changeContent(context, (content, record: Recorder) =>
    [...new Set(ids)].map((id) => {
      does(content, requireOpen(content, id));
      record(action, id);
      return selectItemRow(content, id);
    }),
  );
  tell(context);
  return rows.map(itemOf);
}

/** Throws notFound, and illegalState for a file of a confirmed batch. */
function requireOpen(content: WritableDatabase, id: string): ItemRow {
  const row = selectItemRow(content, id);
  const { state } = selectBatchRow(content, row.batch_id);
  if (state === 'confirming' || state === 'confirmed') {
    throw new OfficeError('illegalState', '这一批已经确认入库，不能再改。');
  }
  return row;
}

function requireDecidable({ state, path }: ItemRow): void {
  if (state === 'waiting') throw new OfficeError('illegalState', `“${path}”还没有读，请等读完再决定。`);
  if (state === 'failed') throw new OfficeError('illegalState', `“${path}”没有读出来，不会入库，不用再决定。`);
}

function requireBackIssue(content: WritableDatabase, id: string) {
  const [issue] = selectBackIssues(content, id);
  if (!issue) throw new OfficeError('notFound', '以往刊期中没有这一期。');
  return issue;
}

function requireFolder(folder: string, dataDirectory: string): string {
  try {
    return realFolder(folder, dataDirectory);
  } catch (error) {
    throw error instanceof OfficeError ? error : mediumError(folder, error);
  }
}

interface Correction {
  readonly number: IssueDocument['number'];
  readonly date: string | null;
  readonly column: string;
  readonly articles: readonly { readonly id: string; readonly title: string; readonly unit: string }[];
}

/** Throws notFound for an article that is none of the issue. */
function corrected(document: IssueDocument, { number, date, column, articles }: Correction): IssueDocument {
  const { column: _column, ...rest } = document;
  const changed = articles.map(({ id, title, unit }): Article => {
    const article = document.articles.find((one) => one.id === id);
    if (!article) throw new OfficeError('notFound', '这个文件里没有这篇文章，可能已经改过。请重新打开。');
    const isSameTitle = article.title.join('') === title || article.title.join(' ') === title;
    const isSameUnit = (article.source?.unit ?? '') === unit;
    return {
      ...article,
      title: isSameTitle ? article.title : [title],
      source: isSameUnit ? article.source : unit === '' ? null : { unit, line: article.source?.line ?? `（${unit}）` },
    };
  });
  return { ...rest, number, date, ...(column === '' ? {} : { column }), articles: changed };
}

function tell(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['backIssues'] });
}
