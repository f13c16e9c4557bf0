import type { CommandOutput } from '#shared/contract/contract.ts';
import { isBackIssueId } from '#shared/issue/backIssueId.ts';
import { archive } from '../../strings/archive.ts';
import { backIssues } from '../../strings/backIssues.ts';
import { search } from '../../strings/search.ts';
import { dayText } from '../../strings/words.ts';
import { Badge } from '../../ui/Notice.tsx';

export type Hit = CommandOutput<'searchIssues'>['hits'][number];
export type DraftHit = CommandOutput<'searchDrafts'>['hits'][number];

/** One place that was found: title, where it stands, and the words around it. */
export function HitRow({ hit }: { readonly hit: Hit }) {
  return (
    <div className="archive-row">
      <p className="archive-row-head">
        <strong className="list-title">
          <Parts parts={hit.titleParts} />
        </strong>
        {isBackIssueId(hit.issueId) && <Badge kind="plain">{backIssues.badge}</Badge>}
        {hit.isVoid && <Badge kind="error">{archive.void}</Badge>}
      </p>
      <p className="archive-snippet">
        <Parts parts={hit.snippet} />
      </p>
      <p className="second small archive-line">
        {[hit.numberText, dayText(hit.issuedOn), hit.unit].filter(Boolean).join('　')}
      </p>
    </div>
  );
}

/** A manuscript or an article that was found. */
export function DraftRow({ hit }: { readonly hit: DraftHit }) {
  const day = dayText(hit.on);
  return (
    <div className="archive-row">
      <p className="archive-row-head">
        <strong className="list-title">
          <Parts parts={hit.titleParts} />
        </strong>
        <Badge kind="plain">{search.kinds[hit.kind]}</Badge>
      </p>
      <p className="archive-snippet">
        <Parts parts={hit.snippet} />
      </p>
      <p className="second small archive-line">
        {[hit.kind === 'manuscript' ? search.arrived(day) : search.saved(day), hit.unit].filter(Boolean).join('　')}
      </p>
    </div>
  );
}

/** A text with what was found in it marked. */
export function Parts({ parts }: { readonly parts: Hit['snippet'] }) {
  return parts.map(({ text, hit }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
    hit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
}
