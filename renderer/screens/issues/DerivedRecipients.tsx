import type { ArticleSource } from '#shared/issue/article.ts';
import { deriveReportTo } from '#shared/issue/deriveReportTo.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { issues } from '../../strings/issues.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { IssueDraft } from './issueDraft.ts';
import { linesOf } from './makeUp.ts';

export interface DerivedRecipientsProps {
  /** 报 as it stands in the field, one recipient a line. */
  readonly reportTo: string;
  readonly sources: readonly (ArticleSource | null)[];
  readonly suffix: string;
  readonly draft: IssueDraft;
}

/** What the articles of the issue ask for in 报, as a difference to what stands there; taken only when somebody says so. */
export function DerivedRecipients({ reportTo, sources, suffix, draft }: DerivedRecipientsProps) {
  const units = useAnswer('recipient-units', () => office.listUnits({}), ['units']);
  const current = linesOf(reportTo);
  const derived = deriveReportTo(current, sources, units.value ?? [], suffix);
  if (!units.value || derived.reportTo === current) return null;
  const { added, removed } = derived;
  const take = () => {
    const taken = derived.reportTo.join('\n');
    draft.change({ reportTo: taken });
    // What has been typed since is not thrown away.
    const run = () => {
      if (draft.state.get().makeUp.reportTo === taken) draft.change({ reportTo });
    };
    announce('ok', issues.recipientsTaken, { label: issues.undo, run });
  };
  return (
    <Notice
      kind="info"
      action={
        <Button kind="quiet" onClick={take}>
          {issues.takeRecipients}
        </Button>
      }
    >
      {issues.recipientsDiffer}
      <span className="recipients-difference">
        {added.map((name) => (
          <ins key={name}>{name}</ins>
        ))}
        {removed.map((name) => (
          <del key={name}>{name}</del>
        ))}
        {added.length + removed.length === 0 && <span>{issues.recipientsOrder(derived.reportTo.join('；'))}</span>}
      </span>
    </Notice>
  );
}
