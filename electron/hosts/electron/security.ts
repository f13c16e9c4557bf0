// Everything by which the Electron host is closed off, in one place, a reason a line.
import type { App, BrowserWindowConstructorOptions, Session, WebContents } from 'electron';
import { electronOrigin } from '#shared/contract/sender.ts';
import { quietSwitches } from '../chromium/browserSwitches.ts';

/** The scheme of the window's own pages. `standard` gives them an origin that the office can check. */
export const ownScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false, stream: false },
} as const;

/** The window's own pages, and no others. */
export const ownOrigin = electronOrigin;

/** What a page of the window may be: a page, and nothing of Node. */
export const pagePreferences = {
  sandbox: true, // The process that draws pages has no rights of the person's own.
  contextIsolation: true, // A page cannot reach into what the preload holds.
  nodeIntegration: false, // No require, no process.
  nodeIntegrationInSubFrames: false, // Nor in a frame inside.
  webviewTag: false, // No foreign page inside ours.
  webSecurity: true, // The origin rules of the web stay on.
  allowRunningInsecureContent: false, // Nothing by http.
  navigateOnDragDrop: false, // A file that is dropped never takes the place of the page.
  spellcheck: false, // Its dictionaries would be fetched.
  devTools: false, // No way to look into or change what runs.
  enableWebSQL: false, // No store of the browser's own.
  disableDialogs: true, // alert, confirm and prompt are not used; the page asks by itself.
} as const satisfies NonNullable<BrowserWindowConstructorOptions['webPreferences']>;

/** Before the app is ready: the switches of both hosts, and a sandbox for every page. */
export function closeOffApp(app: Pick<App, 'commandLine' | 'enableSandbox'>): void {
  for (const entry of quietSwitches) {
    const [name = '', ...value] = entry.replace(/^--/, '').split('=');
    if (value.length > 0) app.commandLine.appendSwitch(name, value.join('='));
    else app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch('lang', 'zh-CN'); // The browser's own texts.
  app.commandLine.appendSwitch('font-render-hinting', 'none'); // Glyphs stand where the font has them, on paper too.
  app.enableSandbox();
}

/** Whether a request is for the program's own pages, or for what a page of the program holds in memory. */
export function isOwnRequest(url: string): boolean {
  return url.startsWith(`${ownOrigin}/`) || url.startsWith(`blob:${ownOrigin}/`) || url.startsWith('data:');
}

/** As isOwnRequest, and the parts of the PDF viewer inside Electron, where pages go to paper. */
export function isViewerRequest(url: string): boolean {
  return isOwnRequest(url) || /^(?:chrome-extension|chrome):\/\//.test(url);
}

/** A session in which nothing is allowed and nothing but the program's own is asked for. */
export function closeOffSession(session: Session, refuse: (url: string) => void, isAllowed = isOwnRequest): void {
  // Camera, place, notifications, clipboard reading, devices: none of them is needed.
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isRefused = !isAllowed(url);
    if (isRefused) refuse(url);
    answer({ cancel: isRefused });
  });
  // Saving goes by the program's own dialog; a download is none of its ways.
  session.on('will-download', (event) => event.preventDefault());
}

/** A page that opens no window, goes nowhere and holds no foreign page. */
export function closeOffPage(contents: WebContents, refuse: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    refuse(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
    refuse(event.url);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // The menu of Chromium is not shown unless it is asked for; the pages show their own.
}
