import type { ReactNode } from 'react';
import './EmptyState.css';
import { Icon, type IconName } from './Icon.tsx';

/** An empty list or pane: what would be here, what to do next, and the button that does it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** h1 where nothing else is on the window. */
  readonly heading?: 'h1' | 'h2';
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <Heading>{title}</Heading>
      {children && <p className="second">{children}</p>}
      {action}
    </div>
  );
}
