import type { CommandOutput } from '#shared/contract/contract.ts';
import { archive } from '../../strings/archive.ts';
import { dayText } from '../../strings/words.ts';
import { Badge } from '../../ui/Notice.tsx';

export type Hit = CommandOutput<'searchIssues'>['hits'][number];

/** One place that was found: title, where it stands, and the words around it. */
export function HitRow({ hit }: { readonly hit: Hit }) {
  return (
    <div className="archive-row">
      <p className="archive-row-head">
        <strong className="list-title">
          <Parts parts={hit.titleParts} />
        </strong>
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

function Parts({ parts }: { readonly parts: Hit['snippet'] }) {
  return parts.map(({ text, hit }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
    hit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
}
