import { placeTitles } from '../../strings/shell.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function IssuesScreen() {
  return <EmptyState icon="inbox" title={placeTitles.issues} />;
}
