import { EmptyState } from '../../ui/EmptyState.tsx';

export function FirstRunScreen({ onFounded }: { readonly onFounded: () => void }) {
  return (
    <EmptyState
      icon="inbox"
      title="新建编辑部"
      action={
        <button type="button" onClick={onFounded}>
          好
        </button>
      }
    />
  );
}
