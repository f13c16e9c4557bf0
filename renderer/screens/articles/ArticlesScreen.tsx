import { placeTitles } from '../../strings/shell.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function ArticlesScreen() {
  return <EmptyState icon="inbox" title={placeTitles.articles} />;
}
