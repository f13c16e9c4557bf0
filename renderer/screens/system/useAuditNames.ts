import { readsManuscripts } from '#shared/contract/command.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { audit } from '../../strings/audit.ts';
import type { AuditNames } from './auditSentence.ts';

export interface KnownNames extends AuditNames {
  /** People by their sign-in names, those who have left at the end. */
  readonly people: readonly { readonly id: string; readonly label: string }[];
}

/** Names for the ids of the audit, as far as the auditor may know them: titles only for one who reads manuscripts too. */
export function useAuditNames(): KnownNames {
  const { person } = useSignedIn();
  const reads = person.readsContent && readsManuscripts(person.roles);
  const people = useAnswer('audit-people', () => office.listPeople({}), ['people']).value ?? [];
  const publications = useAnswer('audit-publications', () => office.listPublications({})).value ?? [];
  const units = useAnswer('audit-units', () => office.listUnits({})).value ?? [];
  const nothing = async () => ({ ok: true as const, value: [] });
  const issues = useAnswer(`audit-issues-${reads}`, () => (reads ? office.listIssues({}) : nothing())).value ?? [];
  const articles =
    useAnswer(`audit-articles-${reads}`, () => (reads ? office.listArticles({}) : nothing())).value ?? [];
  const publicationOf = new Map(publications.map(({ id, name }) => [id, name]));
  const known = new Map<string, string>([
    ...people.map(({ id, name }) => [id, name] as const),
    ...publications.map(({ id, name }) => [id, `《${name}》`] as const),
    ...units.map(({ id, name }) => [id, name] as const),
    ...articles.map(({ id, title }) => [id, `“${title}”`] as const),
    ...issues.map(({ id, publicationId, numberText, titles }) => {
      const publication = publicationOf.get(publicationId) ?? '';
      return [id, `《${publication}》${numberText || (titles[0] ?? '')}`] as const;
    }),
  ]);
  const sorted = people
    .map(({ id, name, leftAt }) => ({ id, label: leftAt === undefined ? name : audit.left(name), leftAt }))
    .toSorted((left, right) => Number(left.leftAt !== undefined) - Number(right.leftAt !== undefined));
  return Object.assign(known, { people: sorted });
}
