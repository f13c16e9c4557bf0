import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { joinedNumbers, type LastNumber } from '#shared/handover/lastNumber.ts';
import { articlesSubject, type PackageKind } from '#shared/handover/packageManifest.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { firstSerial, missingSerials } from '#shared/issue/issueSerials.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication, selectPublications } from '../publications/publicationQueries.ts';
import { requireMachine } from './machineQueries.ts';
import { numberingOf } from './numberingQueries.ts';

type Missing = CommandOutput<'listMissing'>;

interface StoredPlace {
  readonly direction: 'written' | 'taken';
  readonly issueId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly kind: PackageKind;
  readonly at: string;
  readonly number: number;
  readonly receiptAt: string | null;
}

/** What was at another machine and is not here, as far as the packages tell that were written to it and taken from it. */
export function listMissing(context: OfficeContext, { card }: CheckedInput<'listMissing'>): Missing {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  requireMachine(register, card);
  const places = placesOf(content, card);
  const publications = new Map(selectPublications(register).map(({ id, name }) => [id, name]));
  const granted = [...publications].filter(([id]) => numberingOf(register, id)?.card === card);
  return {
    issues: issuesOf(content, places, publications),
    articles: articlesAt(content, card),
    numbers: [...publications].flatMap(([publicationId, publicationName]) =>
      gapsOf(content, publicationId, {
        elsewhere: numberingOf(register, publicationId)?.last ?? [],
        firstNumber: selectPublication(register, publicationId).settings.firstNumber,
      }).map((gap) => ({
        publicationId,
        publicationName,
        ...gap,
      })),
    ),
    numbering: granted.map(([publicationId, publicationName]) => ({ publicationId, publicationName })),
    chains: lastOfEach(places).map(({ direction, issueId, kind, sequence, hash, at }) => ({
      direction,
      ...(issueId === '' || issueId === articlesSubject ? {} : { issueId }),
      kind,
      sequence,
      package: hash,
      at,
    })),
  };
}

/** What was lent there by itself and is not back. */
function articlesAt(content: ReadableDatabase, card: string): Missing['articles'] {
  const rows = content
    .prepare(
      `SELECT article_id AS articleId, title, lent_at AS at, receipt_at AS receiptAt FROM article_lendings AS lent
       JOIN articles ON articles.id = article_id
       JOIN package_places AS place ON place.hash = lent.hash AND place.machine = lent.machine
       WHERE lent.machine = ? AND back_at IS NULL ORDER BY lent.number`,
    )
    .all(card) as readonly (Omit<Missing['articles'][number], 'receiptAt'> & { readonly receiptAt: string | null })[];
  return rows.map(({ receiptAt, ...row }) => ({ ...row, ...(receiptAt === null ? {} : { receiptAt }) }));
}

/** Every package between that machine and this one, in the order of the register of packages. */
function placesOf(content: ReadableDatabase, card: string): readonly StoredPlace[] {
  return content
    .prepare(
      `SELECT places.direction, places.issue_id AS issueId, sequence, places.hash, kind, at, number, receipt_at AS receiptAt
       FROM package_places AS places
       JOIN packages ON packages.hash = places.hash AND packages.direction = places.direction
       WHERE machine = ? ORDER BY number`,
    )
    .all(card) as readonly StoredPlace[];
}

function lastOfEach(places: readonly StoredPlace[]): readonly StoredPlace[] {
  return [...new Map(places.map((place) => [`${place.direction} ${place.issueId}`, place])).values()];
}

/** Of each issue the last package that moved it, where that went there. */
function issuesOf(
  content: ReadableDatabase,
  places: readonly StoredPlace[],
  publications: ReadonlyMap<string, string>,
): Missing['issues'] {
  const moving = places.filter(({ kind }) => kind === 'submit' || kind === 'return' || kind === 'signed');
  const last = [...new Map(moving.map((place) => [place.issueId, place])).values()];
  return last.flatMap(({ direction, issueId, kind, hash, at, receiptAt }) => {
    if (direction !== 'written' || (kind !== 'submit' && kind !== 'return' && kind !== 'signed')) return [];
    const issue = content
      .prepare(
        `SELECT publication_id AS publicationId,
           (SELECT json_group_array(json_extract(value, '$.title')) FROM json_each(document, '$.articles')) AS titles
         FROM issues WHERE id = ?`,
      )
      .get(issueId) as { readonly publicationId: string; readonly titles: string } | undefined;
    const publicationName = issue && publications.get(issue.publicationId);
    const titles = issue ? (JSON.parse(issue.titles) as readonly (readonly string[])[]).map(titleInOneLine) : [];
    return [
      {
        issueId,
        ...(publicationName === undefined ? {} : { publicationName }),
        titles,
        kind,
        package: hash,
        at,
        ...(receiptAt === null ? {} : { receiptAt }),
      },
    ];
  });
}

type Gap = Omit<Missing['numbers'][number], 'publicationId' | 'publicationName'>;

/** Numbers up to the last that is known of a series in a year, which no issue here has. */
function gapsOf(
  content: ReadableDatabase,
  publicationId: string,
  {
    elsewhere,
    firstNumber,
  }: { readonly elsewhere: readonly LastNumber[]; readonly firstNumber: PublicationSettings['firstNumber'] },
): readonly Gap[] {
  const here = content
    .prepare(
      `SELECT series, year, serial FROM issue_numbers WHERE publication_id = @publicationId
       UNION SELECT series, year, serial FROM back_issues WHERE publication_id = @publicationId`,
    )
    .all({ publicationId }) as readonly Gap[];
  const known = [...here, ...elsewhere];
  const firstYear = firstNumber.year ?? Math.min(...known.map(({ year }) => year));
  return joinedNumbers(known).flatMap(({ series, year, serial: last }) => {
    const there = here.filter((one) => one.series === series && one.year === year).map(({ serial }) => serial);
    const first = series === 'regular' ? firstSerial(year, { ...firstNumber, year: firstYear }, there) : 1;
    return missingSerials(there, { first, last }).map((serial) => ({ series, year, serial }));
  });
}
