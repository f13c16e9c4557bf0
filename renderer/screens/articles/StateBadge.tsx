import type { ArticleSummary } from '#shared/contract/articleCommands.ts';
import { articleStateNames, articles as strings } from '../../strings/articles.ts';
import { handover } from '../../strings/handover.ts';
import { Badge } from '../../ui/Notice.tsx';

/** How far an article is, in a word. */
export function StateBadge({ article }: { readonly article: Pick<ArticleSummary, 'state' | 'shelved' | 'lent'> }) {
  if (article.lent) return <Badge kind="plain">{handover.lentBadge(article.lent.machineName)}</Badge>;
  if (article.shelved) return <Badge kind="plain">{strings.shelvedBadge}</Badge>;
  return <Badge kind={article.state === 'final' ? 'ok' : 'plain'}>{articleStateNames[article.state]}</Badge>;
}
