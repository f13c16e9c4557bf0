import type { Person, StandingItem } from '#shared/contract/accountCommands.ts';
import { readsManuscripts } from '#shared/contract/command.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { sealVersion, selectArticle } from '../articles/articleQueries.ts';
import { insertTakeOver } from '../articles/takeOverQueries.ts';
import { changeContent, changeRegister, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { type PersonRow, selectPeople, selectPerson } from './peopleQueries.ts';
import { standingWork } from './standingWork.ts';

/** Who stays when this person leaves. */
export function othersThan(register: ReadableDatabase, personId: string): readonly PersonRow[] {
  return selectPeople(register).filter(({ id, leftAt }) => id !== personId && leftAt === undefined);
}

/** Who cannot look leaves it to the next who can, and names the colleague all the same. */
export function needsSuccessor(leaver: PersonRow, items: readonly StandingItem[] | undefined): boolean {
  return items ? items.length > 0 : readsManuscripts(leaver.roles);
}

/** Throws where something waits for a leaver that nobody else can do. */
export function requireHeldByOthers({ name }: PersonRow, items: readonly StandingItem[]): void {
  const stuck = items.find(({ isOwn, heldBy }) => !isOwn && heldBy.length === 0);
  if (!stuck) return;
  throw new OfficeError(
    'illegalState',
    `“${stuck.title}”的“${stuck.waitsFor}”除了${name}没有人能办。请先办完或退回，或者给别人加上岗位。`,
  );
}

/** Throws where the work of a leaver is given to nobody, or to somebody who may not do it. */
export function requireSuccessor(
  leaver: PersonRow,
  others: readonly Person[],
  successorId: string | undefined,
  /** What stands with the leaver; undefined where whoever is signed in cannot look. */
  items: readonly StandingItem[] | undefined,
): PersonRow | undefined {
  requireHeldByOthers(leaver, items ?? []);
  if (successorId === undefined) {
    if (!needsSuccessor(leaver, items)) return undefined;
    throw new OfficeError('incomplete', `${leaver.name}手上可能还有没办完的事，请选一位同事接手。`, {
      missing: ['接手的同事'],
    });
  }
  const successor = others.find(({ id }) => id === successorId);
  if (!successor) throw new OfficeError('notFound', '接手的同事不在册，请另选一位。');
  if (!readsManuscripts(successor.roles)) {
    throw new OfficeError('illegalState', `${successor.name}没有编审岗位，不能接手稿件，请另选一位。`);
  }
  if (!successor.readsContent) {
    throw new OfficeError(
      'illegalState',
      `${successor.name}还没有开通阅读稿件，不能接手。请已能阅读稿件的同事先为${successor.name}开通，或另选一位。`,
    );
  }
  // Articles and drafts are an editor's; what waits for a signature goes on with whoever else can give it.
  if (items?.some(({ kind, isOwn }) => isOwn && kind !== 'ticket') && !successor.roles.includes('editor')) {
    throw new OfficeError(
      'illegalState',
      `稿件和组稿中的刊期由${roleNames.editor}办理，${successor.name}没有这个岗位。请先调整岗位，或另选一位。`,
    );
  }
  return successor;
}

/** Throws where nobody would be left who can open the manuscripts: then only a recovery paper could. */
export function requireReaderLeft(person: Person, others: readonly Person[]): void {
  if (!person.readsContent || others.some(({ readsContent }) => readsContent)) return;
  throw new OfficeError(
    'illegalState',
    `只有${person.name}能阅读稿件，没有办理。请先让${person.name}在“系统—人员”中为另一位同事开通阅读稿件。`,
  );
}

/** Puts on record to whom the work of a leaver goes, before the leaver's roles are taken. */
export function promiseHandOver(
  register: WritableDatabase,
  promise: { readonly leaver: PersonRow; readonly successorId: string; readonly at: string; readonly by: string },
): void {
  const { leaver, successorId, at, by } = promise;
  register
    .prepare('INSERT INTO leavers (person_id, successor_id, roles, at, by) VALUES (?, ?, ?, ?, ?)')
    .run(leaver.id, successorId, JSON.stringify(leaver.roles), at, by);
}

/** Hands over whatever was promised and is not done yet, as far as whoever is signed in can open it. */
export function handOverPromised(context: OfficeContext): void {
  const { register, content } = sessionOf(context);
  if (!content) return;
  const promised = register
    .prepare(
      `SELECT person_id AS personId, successor_id AS successorId, roles FROM leavers
       WHERE done_at IS NULL ORDER BY at, rowid`,
    )
    .all() as readonly { readonly personId: string; readonly successorId: string; readonly roles: string }[];
  for (const { personId, successorId, roles } of promised) {
    changeContent(context, (database, record) => {
      const leaver = { id: personId, roles: JSON.parse(roles) as Role[] };
      const items = standingWork(context, database, leaver, othersThan(register, personId));
      for (const { kind, id, isOwn, heldBy } of items) {
        if (!isOwn && !heldBy.includes(successorId)) continue;
        handOver(database, { kind, id, from: personId, to: successorId, at: instantOf(context) });
        record('handOver', id, { kind, from: personId, to: successorId });
      }
    });
    changeRegister(context, (database, record) => {
      const at = instantOf(context);
      database.prepare('UPDATE leavers SET done_at = ? WHERE person_id = ?').run(at, personId);
      record('handOverDone', personId, { to: successorId });
    });
  }
}

/** What was handed to whoever is signed in and has not been told yet, in one sentence a leaver; it counts as told then. */
export function tellHandedOver(context: OfficeContext): readonly string[] {
  const { register, content, personId } = sessionOf(context);
  if (!content) return [];
  const rows = content
    .prepare(
      `SELECT from_person AS fromPerson, sum(kind = 'article') AS articles, sum(kind = 'issue') AS issues,
         sum(kind = 'ticket') AS tickets
       FROM handed_over WHERE to_person = ? AND told_at IS NULL GROUP BY from_person ORDER BY min(number)`,
    )
    .all(personId) as readonly {
    readonly fromPerson: string;
    readonly articles: number;
    readonly issues: number;
    readonly tickets: number;
  }[];
  if (rows.length === 0) return [];
  changeContent(context, (database, record) => {
    database
      .prepare('UPDATE handed_over SET told_at = ? WHERE to_person = ? AND told_at IS NULL')
      .run(instantOf(context), personId);
    record('acknowledgeHandOver', personId);
  });
  return rows.map(({ fromPerson, articles, issues, tickets }) => {
    const counts = [
      articles > 0 ? `稿件${articles}篇` : '',
      issues > 0 ? `刊期${issues}期` : '',
      tickets > 0 ? `没有用完的输出票${tickets}张（已撤回，需要时另行申请）` : '',
    ].filter(Boolean);
    return `${selectPerson(register, fromPerson)?.name ?? fromPerson}离任，手上的${counts.join('、')}由您接手。`;
  });
}

function handOver(
  content: WritableDatabase,
  handed: {
    readonly kind: 'article' | 'issue' | 'ticket';
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly at: string;
  },
): void {
  const { kind, id, from, to, at } = handed;
  if (kind === 'article') {
    // What the leaver was writing is kept as it was, and is then open to the successor.
    const { version, writing } = selectArticle(content, id);
    if (writing?.personId === from) {
      sealVersion(content, id, version, { kind: 'named', name: '离任交接' });
      insertTakeOver(content, { articleId: id, version, from, to, at });
    }
  }
  // A ticket is used by whoever applied for it: it is taken back, and the successor applies for what is still needed.
  if (kind === 'ticket') content.prepare("UPDATE output_tickets SET state = 'withdrawn' WHERE id = ?").run(id);
  content
    .prepare('INSERT INTO handed_over (kind, subject_id, from_person, to_person, at) VALUES (?, ?, ?, ?, ?)')
    .run(kind, id, from, to, at);
}
