import type { App, Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { closeOffApp, closeOffPage, closeOffSession, isOwnRequest, pagePreferences } from '#hosts/electron/security.ts';
import { createRefusals } from '#hosts/refusals.ts';

type Listener = (...values: unknown[]) => unknown;

/** A session that keeps what it was given. */
function keepingSession() {
  const kept: Record<string, Listener> = {};
  const keep = (name: string) => (handler: unknown) => {
    kept[name] = handler as Listener;
  };
  const session = {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('screen'),
    setSpellCheckerEnabled: keep('spell'),
    webRequest: { onBeforeRequest: keep('before') },
    on: (name: string, handler: Listener) => keep(name)(handler),
  } as unknown as Session;
  return { session, kept };
}

test('a request goes through only for the program’s own address and for what a page holds in memory', () => {
  expect(
    ['app://neikan/', 'app://neikan/assets/a.js', 'data:image/png;base64,AA', 'blob:app://neikan/1'].filter(
      isOwnRequest,
    ),
  ).toHaveLength(4);
  const foreign = [
    'https://example.invalid/',
    'http://127.0.0.1:80/',
    'file:///etc/hosts',
    'app://neikan.invalid/',
    'app://other/',
    'blob:https://example.invalid/1',
    'ws://example.invalid/',
    'devtools://devtools/',
  ];
  expect(foreign.filter(isOwnRequest)).toEqual([]);
});

test('what is refused is cancelled, counted, and kept without what follows a question mark', () => {
  const { session, kept } = keepingSession();
  const refusals = createRefusals();
  closeOffSession(session, refusals.add);
  const answers: unknown[] = [];
  for (const url of ['https://example.invalid/a?text#more', 'app://neikan/index.html']) {
    kept.before?.({ url }, (answer: unknown) => answers.push(answer));
  }
  expect(answers).toEqual([{ cancel: true }, { cancel: false }]);
  expect(refusals.read()).toEqual({ count: 1, last: ['https://example.invalid/a'] });
  for (let index = 0; index < 50; index += 1) refusals.add(`https://example.invalid/${index}`);
  expect(refusals.read().count).toBe(51);
  expect(refusals.read().last).toHaveLength(20);
  refusals.add('data:text/html,words');
  expect(refusals.read().last[0]).toBe('data:');
});

test('no permission is given, no device, no screen, no download', () => {
  const { session, kept } = keepingSession();
  closeOffSession(session, () => {});
  const given: unknown[] = [];
  kept.request?.(null, 'media', (answer: unknown) => given.push(answer));
  kept.screen?.({}, (answer: unknown) => given.push(answer));
  expect([...given, kept.check?.(null, 'geolocation'), kept.device?.({})]).toEqual([false, null, false, false]);
  let isPrevented = false;
  kept['will-download']?.({ preventDefault: () => (isPrevented = true) });
  expect(isPrevented).toBe(true);
});

test('a page opens no window and goes nowhere', () => {
  const kept: Record<string, Listener> = {};
  const refused: string[] = [];
  const contents = {
    setWindowOpenHandler: (handler: Listener) => {
      kept.open = handler;
    },
    on: (name: string, handler: Listener) => {
      kept[name] = handler;
    },
  } as unknown as WebContents;
  closeOffPage(contents, (url) => refused.push(url));
  expect(kept.open?.({ url: 'https://example.invalid/' })).toEqual({ action: 'deny' });
  let prevented = 0;
  const event = { url: 'https://example.invalid/b', preventDefault: () => (prevented += 1) };
  kept['will-frame-navigate']?.(event);
  kept['will-attach-webview']?.(event);
  expect(prevented).toBe(2);
  expect(refused).toEqual(['https://example.invalid/', 'https://example.invalid/b']);
});

test('the switches resolve no name, and every page is in the sandbox', () => {
  const switches = new Map<string, string | undefined>();
  let isSandboxed = false;
  const app = {
    commandLine: { appendSwitch: (name: string, value?: string) => switches.set(name, value) },
    enableSandbox: () => {
      isSandboxed = true;
    },
  } as unknown as Pick<App, 'commandLine' | 'enableSandbox'>;
  closeOffApp(app);
  expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  expect(switches.has('disable-background-networking')).toBe(true);
  expect(isSandboxed).toBe(true);
  expect(pagePreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    devTools: false,
    spellcheck: false,
  });
});
