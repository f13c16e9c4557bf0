import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { arrivalOf, countsBefore } from '#shared/handover/issueTravel.ts';
import { mergeTexts } from '#shared/handover/mergeTexts.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { indexArticle } from '#store/content/indexDrafts.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { insertVersion, selectArticle, selectVersion } from '../articles/articleQueries.ts';
import { recomposeDraft } from '../issues/composeIssue.ts';
import { selectFrozenDigest, selectIssue } from '../issues/issueQueries.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { selectSteps } from '../signOff/proveSteps.ts';
import { endArticleLending } from './articleLendings.ts';
import { articleTexts, type ImportedVersions, keepArticleTexts } from './importArticle.ts';
import { keepFiles } from './importFiles.ts';
import { importIssue } from './importIssue.ts';
import { addLeg, legsOf } from './issueLegs.ts';
import { endLending, lendIssue, lendingOf } from './lentIssues.ts';
import { looseArticles, markLoose } from './looseArticles.ts';
import { proveIssue } from './proveIssue.ts';
import { proveWay } from './proveWay.ts';
import type { ReceivedIssue } from './receivedIssue.ts';
import { requireOwnRows } from './requireOwnRows.ts';
import { travellingTables } from './travellingTables.ts';
import { markUnresolved } from './unresolvedArticles.ts';

type Outcome = CommandOutput<'takePackage'>['outcome'];

/** What became of an issue that came, and whose signatures counted here before and do no longer. */
export type Placed = Outcome & { readonly replaced?: readonly { readonly station: number; readonly person: string }[] };

/**
 * Puts an issue that came in a package with what is here: in the place of an older state, or beside one that went another
 * way, so that no text is lost. In the transaction that puts the package on record. Throws HandoverRefusal.
 */
export function placeIssue(
  context: OfficeContext,
  content: WritableDatabase,
  opened: OpenedPackage,
  received: ReceivedIssue,
): Placed {
  const { manifest, hash, place } = opened;
  const { issueId } = received;
  const { register, personId } = sessionOf(context);
  if (!selectPublications(register).some(({ id }) => id === received.publicationId)) {
    throw new HandoverRefusal('publicationUnknown');
  }
  requireOwnRows(content, received);
  const at = instantOf(context);
  const here = issueHere(content, issueId);
  const stood = selectSteps(content, issueId);
  const { legs, holder } = proveWay(context, content, opened, received, here !== undefined);
  const isToRead = received.isCopy || holder !== place.card;
  const arrival = arrivalOf(here, { legs, isCopy: isToRead, signed: received.signed, step: received.step });
  const outcome = (kind: Outcome['kind'], unresolved: readonly string[] = []): Outcome => ({
    kind,
    issueId,
    unresolved: [...unresolved],
  });
  const cameFrom = { issueId, package: hash, machine: manifest.sender, at, person: personId };
  const settle = () => {
    if (lendingOf(content, issueId)) endLending(content, { issueId, how: 'returned', hash, at, person: personId });
    // What went out by itself comes back in the issue it was put into, where that issue is worked on here.
    for (const row of isToRead ? [] : (received.rows.get('articles') ?? [])) {
      const { here: lent, coming } = articleTexts(content, row, received.rows);
      if (!lent || !coming.all.has(lent.current)) continue;
      endArticleLending(content, { articleId: String(row.id), how: 'returned', hash, at, person: personId });
    }
  };
  const toRead = () => {
    if (!isToRead) return;
    const { contentHash } = selectIssue(content, issueId);
    lendIssue(content, { issueId, machine: holder, hash, contentHash, at, person: personId, isCopy: true });
  };
  const known = here?.legs ?? [];
  const common = known.filter(({ hash: one }, index) => one === legs[index]?.hash).length;
  // The way is put down before the issue that comes by it.
  content.pragma('defer_foreign_keys = ON');
  const takeWay = () => {
    withoutTriggersOf(content, ['issue_legs'], () => {
      content.prepare('DELETE FROM issue_legs WHERE issue_id = ? AND number > ?').run(issueId, common);
    });
    for (const leg of legs.slice(common)) addLeg(content, issueId, leg, hash);
  };
  switch (arrival) {
    case 'older':
      throw new HandoverRefusal('issueOlder');
    case 'bothSigned':
      throw new HandoverRefusal('bothSigned');
    case 'signedHere':
      throw new HandoverRefusal('signedHere');
    case 'newer': {
      // Whoever it was lent to lets it be read: it is still lent out from here, and can be demanded back.
      const isOnLoan = isToRead && lendingOf(content, issueId)?.isCopy === 0 && legs.length === known.length;
      takeWay();
      if (!isOnLoan) settle();
      const before = signaturesOf(content, issueId);
      const loose = looseArticles(content, received);
      const versions = importIssue(content, received);
      proveIssue(context, content, issueId, stood);
      if (!isOnLoan) toRead();
      const unresolved = markLoose(content, loose, versions, cameFrom);
      return { ...outcome(isToRead ? 'toRead' : 'here', unresolved), ...replacedOf(content, issueId, before) };
    }
    case 'forkWins': {
      takeWay();
      settle();
      const before = signaturesOf(content, issueId);
      const versions = importIssue(content, received);
      proveIssue(context, content, issueId, stood);
      const replaced = replacedOf(content, issueId, before);
      const sides = new Map(
        [...versions].map(([id, { here: ours, coming, versionOf }]) => [
          id,
          { standing: coming, other: ours, versionOf },
        ]),
      );
      const unresolved =
        received.signed !== undefined ? [] : putTogether(context, content, sides, { ...cameFrom, isToRead });
      toRead();
      return { ...outcome('merged', unresolved), ...replaced };
    }
    case 'forkLoses': {
      // The same signed issue is here by the way that counts too: from now on by that.
      const isSame = here?.isHere && here.signed !== undefined && here.signed === received.signed;
      if (isSame && !isToRead && countsBefore(legs, known)) takeWay();
      const versions = keepTexts(content, received);
      const sides = new Map(
        [...versions].map(([id, { here: ours, coming, versionOf }]) => [
          id,
          { standing: ours ?? coming, other: coming, versionOf },
        ]),
      );
      const unresolved =
        here?.signed !== undefined ? [] : putTogether(context, content, sides, { ...cameFrom, isToRead: false });
      return outcome(here?.isHere && here.signed === undefined ? 'merged' : 'kept', unresolved);
    }
    default:
      return arrival satisfies never;
  }
}

/** The signatures that count, by their statements. */
function signaturesOf(content: ReadableDatabase, issueId: string) {
  return content
    .prepare(
      'SELECT station, person, statement FROM sign_offs WHERE issue_id = ? AND void_reason IS NULL ORDER BY rowid',
    )
    .all(issueId) as readonly { readonly station: number; readonly person: string; readonly statement: string }[];
}

/** Those of `before` that count no longer, for the record. */
function replacedOf(
  content: ReadableDatabase,
  issueId: string,
  before: ReturnType<typeof signaturesOf>,
): Pick<Placed, 'replaced'> {
  const now = new Set(signaturesOf(content, issueId).map(({ statement }) => statement));
  const gone = before.filter(({ statement }) => !now.has(statement));
  return gone.length === 0 ? {} : { replaced: gone.map(({ station, person }) => ({ station, person })) };
}

/** An issue as the rules of its way look at it; undefined where it is not here. */
function issueHere(content: ReadableDatabase, issueId: string) {
  const step = content.prepare('SELECT step FROM issues WHERE id = ?').pluck().get(issueId) as number | undefined;
  if (step === undefined) return undefined;
  return {
    legs: legsOf(content, issueId),
    isHere: lendingOf(content, issueId) === undefined,
    hasSignatures: signaturesOf(content, issueId).length > 0,
    signed: selectFrozenDigest(content, issueId, manifestName),
    step,
  };
}

/** The texts of the way that does not count, beside those that stand. */
function keepTexts(content: WritableDatabase, received: ReceivedIssue): ReadonlyMap<string, ImportedVersions> {
  const { issueId, rows } = received;
  const kept = new Map<string, ImportedVersions>();
  keepFiles(content, received);
  const tables = travellingTables
    .map(({ table }) => table)
    .filter((table) => table.startsWith('article') || table === 'ignored_findings');
  withoutTriggersOf(content, [...tables, 'issue_comments'], () => {
    content.pragma('defer_foreign_keys = ON');
    for (const row of rows.get('articles') ?? []) {
      kept.set(String(row.id), keepArticleTexts(content, { ...row, manuscript_id: null }, rows));
    }
    const known = content.prepare('SELECT 1 FROM issue_comments WHERE id = ?');
    const insert = content.prepare(
      `INSERT INTO issue_comments (id, issue_id, article_id, block, quote, text, author, at, resolved_by, resolved_at)
       VALUES (@id, @issue_id, @article_id, @block, @quote, @text, @author, @at, @resolved_by, @resolved_at)`,
    );
    for (const row of rows.get('issue_comments') ?? [])
      if (!known.get(row.id)) insert.run({ ...row, issue_id: issueId });
  });
  for (const [id, { here }] of kept) {
    if (here) continue;
    const { version, savedAt } = selectArticle(content, id);
    indexArticle(content, id, selectVersion(content, id, version).content, savedAt);
  }
  return kept;
}

type Sides = ReadonlyMap<
  string,
  {
    readonly standing: ImportedVersions['coming'];
    readonly other: ImportedVersions['here'];
    readonly versionOf: ImportedVersions['versionOf'];
  }
>;

/**
 * The articles of an issue of which both ways have a text: where only one has written, its text stands; where both have, a
 * person decides, and gets the ids of those from here.
 */
function putTogether(
  context: OfficeContext,
  content: WritableDatabase,
  sides: Sides,
  cameFrom: {
    readonly issueId: string;
    readonly package: string;
    readonly machine: string;
    readonly at: string;
    readonly person: string;
    readonly isToRead: boolean;
  },
): readonly string[] {
  const { issueId, at, person } = cameFrom;
  // What is only read here stays as whoever has it left it.
  const isHere = !cameFrom.isToRead && lendingOf(content, issueId) === undefined;
  const isOpen = isHere && selectIssue(content, issueId).state === 'drafting';
  const inIssue = content.prepare('SELECT 1 FROM issue_articles WHERE issue_id = ? AND article_id = ?');
  const unresolved: string[] = [];
  for (const [articleId, { standing, other, versionOf }] of sides) {
    if (!other || !inIssue.get(issueId, articleId)) continue;
    const merged = mergeTexts(standing, other);
    const version = versionOf.get(other.current);
    if (merged === 'same' || merged === 'ours' || version === undefined) continue;
    if (merged === 'theirs' && isOpen) {
      const text = selectVersion(content, articleId, version).content;
      insertVersion(content, articleId, {
        content: text,
        kind: 'named',
        name: '交接时并入',
        by: person,
        at,
        sealed: true,
      });
      recomposeDraft(context, content, articleId);
      continue;
    }
    markUnresolved(content, { ...cameFrom, articleId, other: version });
    unresolved.push(articleId);
  }
  return unresolved;
}
