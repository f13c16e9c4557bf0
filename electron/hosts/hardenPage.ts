/**
 * Runs in every page before its own scripts, in both hosts: takes away what could reach outside or open something
 * foreign, and freezes the bridge. Plain functions of the page; it must not use anything of this module.
 */
export function hardenPage(): void {
  // A peer connection does not pass the request filter, and CSP's webrtc directive does nothing.
  for (const name of [
    'RTCPeerConnection',
    'webkitRTCPeerConnection',
    'RTCDataChannel',
    'WebTransport',
    'WebSocket',
    'EventSource',
  ]) {
    Reflect.deleteProperty(globalThis, name);
    Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
  }
  // The browser's own print offers its "save as PDF" past every rule.
  Object.defineProperty(globalThis, 'print', { value: () => {}, writable: false, configurable: false });
  Object.defineProperty(globalThis, 'open', { value: () => null, writable: false, configurable: false });
  const foreign = (event: KeyboardEvent): boolean => {
    const control = event.ctrlKey || event.metaKey;
    if (/^F(?:3|5|6|7|11|12)$/.test(event.key)) return event.key !== 'F11';
    if (control && event.shiftKey) return /^[nitjcwbkdmoqa]$/i.test(event.key) || event.key === 'Delete';
    if (control)
      return (
        /^[tnuhjldoprwsge]$/i.test(event.key) || /^[1-9]$/.test(event.key) || event.key === 'Tab' || event.key === 'F4'
      );
    return event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight' || event.key === 'Home');
  };
  addEventListener(
    'keydown',
    (event) => {
      // The program's own listeners still see the key; only the browser's meaning of it is taken away.
      if (event.isTrusted && foreign(event)) event.preventDefault();
    },
    { capture: true },
  );
  // A dropped file must never replace the page; the window's own drop areas say so themselves.
  for (const kind of ['dragover', 'drop'] as const) addEventListener(kind, (event) => event.preventDefault());
  addEventListener('contextmenu', (event) => {
    const target = event.target as Element | null;
    if (!target?.closest('input, textarea, [contenteditable="true"]')) event.preventDefault();
  });
}
