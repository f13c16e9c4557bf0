import type { ReactNode } from 'react';
import './Notice.css';
import { Icon, type IconName } from './Icon.tsx';

export type NoticeKind = 'info' | 'ok' | 'warn' | 'error';

const icons: Readonly<Record<NoticeKind, IconName>> = {
  info: 'comment',
  ok: 'check',
  warn: 'warning',
  error: 'warning',
};
const words: Readonly<Record<NoticeKind, string>> = { info: '说明', ok: '完成', warn: '注意', error: '出错' };

/** A message that stays where it concerns something. Errors are read out at once. */
export function Notice({
  kind,
  children,
  action,
}: {
  readonly kind: NoticeKind;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={icons[kind]} />
      <span className="unseen">{words[kind]}：</span>
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}

/** A word beside a thing that says its state; colour only repeats it. */
export function Badge({
  kind = 'info',
  children,
}: {
  readonly kind?: NoticeKind | 'plain';
  readonly children: ReactNode;
}) {
  return <span className={`badge badge-${kind}`}>{children}</span>;
}
