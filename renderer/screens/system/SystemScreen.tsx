import { placeTitles } from '../../strings/shell.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function SystemScreen() {
  return <EmptyState icon="inbox" title={placeTitles.system} />;
}
