import { placeTitles } from '../../strings/shell.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';

export function SignOffScreen() {
  return <EmptyState icon="inbox" title={placeTitles.signOff} />;
}
