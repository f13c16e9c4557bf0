import { placeTitles } from '../../strings/shell.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function ArchiveScreen() {
  return <EmptyState icon="inbox" title={placeTitles.archive} />;
}
