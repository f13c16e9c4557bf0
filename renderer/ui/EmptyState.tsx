import type { ReactNode } from 'react';
import './EmptyState.css';
import { Icon, type IconName } from './Icon.tsx';

/** An empty list or pane: what would be here, what to do next, and the button that does it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children && <p className="second">{children}</p>}
      {action}
    </div>
  );
}
