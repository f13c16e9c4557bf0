import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { contentOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { machineNameOf } from './machineQueries.ts';

/** An article that went to another machine by itself: it is read here and changed there. */
export interface ArticleLending {
  readonly articleId: string;
  /** Who has it. */
  readonly machine: string;
  /** The package it went out with. */
  readonly hash: string;
  readonly lentAt: string;
  readonly lentBy: string;
}

const open = `SELECT article_id AS articleId, machine, hash, lent_at AS lentAt, lent_by AS lentBy
  FROM article_lendings WHERE back_at IS NULL`;

/** Where an article is; undefined where it is here. */
export function articleLendingOf(content: ReadableDatabase, articleId: string): ArticleLending | undefined {
  return content.prepare(`${open} AND article_id = ?`).get(articleId) as ArticleLending | undefined;
}

/** From here on the base refuses every change of the article. */
export function lendArticle(
  content: WritableDatabase,
  lent: {
    readonly articleId: string;
    readonly machine: string;
    readonly hash: string;
    readonly at: string;
    readonly person: string;
  },
): void {
  content
    .prepare(
      `INSERT INTO article_lendings (article_id, machine, hash, version, lent_at, lent_by)
       SELECT id, ?, ?, version, ?, ? FROM articles WHERE id = ?`,
    )
    .run(lent.machine, lent.hash, lent.at, lent.person, lent.articleId);
}

/** The article is here again, by a package or because it is given up as lost; nothing where it was not lent out. */
export function endArticleLending(
  content: WritableDatabase,
  back: {
    readonly articleId: string;
    readonly at: string;
    readonly person: string;
  } & ({ readonly how: 'returned'; readonly hash: string } | { readonly how: 'lost'; readonly reason: string }),
): void {
  content
    .prepare(
      `UPDATE article_lendings SET back_at = ?, back_how = ?, back_hash = ?, back_by = ?, back_reason = ?
       WHERE article_id = ? AND back_at IS NULL`,
    )
    .run(
      back.at,
      back.how,
      back.how === 'returned' ? back.hash : null,
      back.person,
      back.how === 'lost' ? back.reason : null,
      back.articleId,
    );
}

/** By which package an article came, from whom, and whether it is here from then on. */
export function addArrival(
  content: WritableDatabase,
  arrival: {
    readonly articleId: string;
    readonly package: string;
    readonly machine: string;
    readonly at: string;
    readonly how: 'taken' | 'kept';
  },
): void {
  content
    .prepare('INSERT INTO article_arrivals (article_id, package, machine, at, how) VALUES (?, ?, ?, ?, ?)')
    .run(arrival.articleId, arrival.package, arrival.machine, arrival.at, arrival.how);
}

/** Throws illegalState where an article is worked on elsewhere. */
export function requireArticleHere(context: OfficeContext, { id, title }: Pick<ArticleSummary, 'id' | 'title'>): void {
  const lending = articleLendingOf(contentOf(context), id);
  if (!lending) return;
  const name = machineNameOf(sessionOf(context).register, lending.machine);
  throw new OfficeError('illegalState', `“${title}”已交到“${name}”，在那边改；本机只能看。`);
}

/** What a screen says of the way of articles between machines; read once for as many as are asked, or for one by its id. */
export function articleTravel(
  context: OfficeContext,
  articleId?: string,
): (article: ArticleSummary) => Pick<ArticleSummary, 'lent' | 'cameFrom'> {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  const today = todayOf(context);
  const lendings = content
    .prepare(
      `SELECT lent.*, due_on AS dueOn, receipt_at AS receivedAt FROM (${open}) AS lent
       JOIN packages ON packages.hash = lent.hash AND packages.direction = 'written'
       JOIN package_places ON package_places.hash = lent.hash AND package_places.machine = lent.machine
       WHERE @articleId IS NULL OR articleId = @articleId`,
    )
    .all({ articleId: articleId ?? null }) as readonly (ArticleLending & {
    readonly dueOn: string | null;
    readonly receivedAt: string | null;
  })[];
  const lent = new Map(
    lendings.map(({ articleId, machine, hash, lentAt, lentBy, dueOn, receivedAt }) => [
      articleId,
      {
        machineName: machineNameOf(register, machine),
        package: hash,
        since: lentAt,
        personName: selectPerson(register, lentBy)?.name ?? lentBy,
        ...(dueOn === null ? {} : { dueOn }),
        isOverdue: dueOn !== null && receivedAt === null && dueOn < today,
        ...(receivedAt === null ? {} : { receivedAt }),
      },
    ]),
  );
  const arrivals = content
    .prepare(
      `SELECT article_id AS articleId, machine, at FROM article_arrivals
       WHERE how = 'taken' AND (@articleId IS NULL OR article_id = @articleId) ORDER BY number`,
    )
    .all({ articleId: articleId ?? null }) as readonly {
    readonly articleId: string;
    readonly machine: string;
    readonly at: string;
  }[];
  const newest = new Map(arrivals.map((arrival) => [arrival.articleId, arrival]));
  return ({ id }) => {
    const out = lent.get(id);
    const came = newest.get(id);
    return {
      ...(out ? { lent: out } : {}),
      ...(came ? { cameFrom: { machineName: machineNameOf(register, came.machine), at: came.at } } : {}),
    };
  };
}
