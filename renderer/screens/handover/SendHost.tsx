import { useEffect } from 'react';
import { askedSend } from '../../app/askedSend.ts';
import { useStore } from '../../app/store.ts';
import { SendDialog } from './SendDialog.tsx';

/** The dialog in which an issue is handed over, once some screen has asked for it; given up with the session. */
export function SendHost() {
  const asked = useStore(askedSend);
  useEffect(() => () => askedSend.set(undefined), []);
  return asked && <SendDialog key={asked.issueId} {...asked} onClose={() => askedSend.set(undefined)} />;
}
