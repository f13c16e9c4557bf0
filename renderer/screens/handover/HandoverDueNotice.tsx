import type { UnresolvedArticle } from '#shared/contract/packageCommands.ts';
import { DueNotice } from '../../app/DueNotice.tsx';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';

/** Where the two texts are decided on. */
const placeOf = ({ issueId, articleId }: UnresolvedArticle) =>
  issueId === undefined ? ({ place: 'articles', id: articleId } as const) : ({ place: 'issues', id: issueId } as const);

/** Told to whoever reads manuscripts once a receipt is overdue, or texts of two machines are to be decided on. */
export function HandoverDueNotice() {
  const { value } = useAnswer('packages-overdue', () => office.listPackages({ isOverdue: true }), ['issues']);
  const unresolved = useAnswer('unresolved', () => office.listUnresolvedArticles({}), ['issues', 'articles']);
  const overdue = value?.length ?? 0;
  const [first, ...more] = unresolved.value ?? [];
  if (overdue === 0 && !first) return null;
  const go = () => goTo(overdue === 0 && first ? placeOf(first) : { place: 'signOff', part: 'handover' });
  return (
    <DueNotice label={strings.dueTitle} verb={strings.dueGo} onGo={go}>
      {overdue > 0 && <p>{strings.dueNotice(overdue)}</p>}
      {first && <p>{strings.unresolvedNotice(more.length + 1)}</p>}
    </DueNotice>
  );
}
