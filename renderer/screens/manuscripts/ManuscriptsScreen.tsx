import { placeTitles } from '../../strings/shell.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function ManuscriptsScreen() {
  return <EmptyState icon="inbox" title={placeTitles.manuscripts} />;
}
