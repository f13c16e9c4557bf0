import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openElectronPage, whyNoElectron } from './electronPage.ts';
import { descendants, type HostPage, officePid, openHostPage, profilesOf } from './hostPage.ts';

type Global = typeof globalThis & { neikan: Bridge; mark?: string; seen?: unknown };

const reason = whyNoDisplay();
const hosts = [
  { name: 'chromium', whyNot: reason, open: (): Promise<HostPage> => openHostPage() },
  { name: 'electron', whyNot: reason ?? whyNoElectron(), open: openElectronPage },
] as const;
for (const { name, whyNot } of hosts) if (whyNot) console.log(`conformance of ${name} skipped: ${whyNot}`);
if (!whyNoElectron())
  console.log(
    'conformance of electron skipped in part: its printer is asked through the office, and it grants no clipboard',
  );
const present = hosts.filter(({ whyNot }) => whyNot === undefined);
const hasProcesses = existsSync('/proc/self/stat');
if (!hasProcesses) console.log('conformance skipped in part: processes are found by /proc, which is not here');
const canPress = spawnSync('which', ['xdotool']).status === 0;
if (!canPress)
  console.log('conformance skipped in part: xdotool, which presses keys as a person does, is not installed');

/** Presses keys at the screen itself, so that the browser sees them before the page does. */
function pressAtScreen(...keys: readonly string[]): void {
  for (const key of keys) spawnSync('xdotool', ['key', '--clearmodifiers', key]);
}

function visibleWindows(): readonly string[] {
  const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '.+']);
  return stdout.toString().trim().split('\n').sort();
}

/** Gives the program's newest window the keys: there is no window manager that would. */
function focusWindow(): void {
  const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '内刊工作站']);
  spawnSync('xdotool', ['windowfocus', '--sync', stdout.toString().trim().split('\n').at(-1) ?? '']);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(present)('a window of the $name host', ({ name, open }) => {
  let opened: HostPage;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.end());

  test('stands at the program’s own address, with its title, alone and without an address bar', async () => {
    const { page, context, origin } = opened;
    expect(originOf(page)).toBe(origin);
    expect(await page.title()).toBe('内刊工作站');
    expect(context.pages()).toHaveLength(1);
    // A title bar where the browser draws one; an address bar adds as much again.
    expect(await page.evaluate(() => outerHeight - innerHeight)).toBeLessThan(60);
  });

  test('calls office and desk, and is refused what does not exist', async () => {
    const { page, directory } = opened;
    const status = await page.evaluate(() => (globalThis as Global).neikan.call('officeStatus', {}));
    expect(status).toMatchObject({ ok: true, value: { state: 'empty' } });
    const about = await page.evaluate(() => (globalThis as Global).neikan.desk('about', {}));
    expect(about).toMatchObject({ ok: true, value: { host: name, dataDirectory: directory } });
    const unknown = await page.evaluate(() => (globalThis as Global).neikan.call('formatDisk' as 'officeStatus', {}));
    expect(unknown).toMatchObject({ ok: false, code: 'unknownCommand' });
  });

  test('has a bridge that no script can replace', async () => {
    const held = await opened.page.evaluate(() => {
      const scope = globalThis as unknown as Record<string, unknown>;
      const { neikan } = scope;
      try {
        scope.neikan = {};
      } catch {
        // Strict code may throw.
      }
      return (
        scope.neikan === neikan &&
        Object.isFrozen(neikan) &&
        Object.keys(neikan as object)
          .sort()
          .join()
      );
    });
    expect(held).toBe('call,desk,onEvent');
  });

  test('does not take a call from a frame inside the page', async () => {
    const answer = await opened.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const inner = frame.contentWindow as unknown as Global;
      const given = await inner.neikan?.call('officeStatus', {});
      frame.remove();
      return given;
    });
    expect(answer).toMatchObject({ ok: false, code: 'strangeSender' });
  });

  test('lets a dropped file be read and never shows it in place of the page', async () => {
    const { page, context } = opened;
    const text = await page.evaluate(async () => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['一份来稿'], '来稿.txt', { type: 'text/plain' }));
      const read = new Promise<string | undefined>((resolve) => {
        addEventListener('drop', async (event) => resolve(await event.dataTransfer?.files[0]?.text()), { once: true });
      });
      const event = new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      return [await read, event.defaultPrevented];
    });
    expect(text).toEqual(['一份来稿', true]);
    // The browser's own meaning of a dropped file is to go to it.
    const folder = mkdtempSync(join(tmpdir(), 'neikan-drop-'));
    writeFileSync(join(folder, '来稿.txt'), '一份来稿');
    const session = await context.newCDPSession(page);
    const data = { items: [], files: [join(folder, '来稿.txt')], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    }
    await pause(500);
    expect(originOf(page)).toBe(opened.origin);
    await session.detach();
    rmSync(folder, { recursive: true });
  });

  test.skipIf(!canPress || name === 'electron')('gives a pasted picture to the page', async () => {
    const { page, context } = opened;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    focusWindow();
    await page.bringToFront();
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(2, 2);
      canvas.getContext('2d')?.fillRect(0, 0, 2, 2);
      const picture = await canvas.convertToBlob({ type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      const field = document.createElement('textarea');
      document.body.append(field);
      field.focus();
      (globalThis as Global).seen = new Promise<string | undefined>((resolve) => {
        field.addEventListener('paste', (event) => resolve(event.clipboardData?.files[0]?.type), { once: true });
      }).finally(() => field.remove());
    });
    pressAtScreen('ctrl+v');
    expect(await page.evaluate(() => (globalThis as Global).seen)).toBe('image/png');
    await context.clearPermissions();
  });

  test('saves bytes whole under their name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-save-'));
    const answer = await opened.page.evaluate(
      (path) =>
        (globalThis as Global).neikan.desk('writeFiles', {
          path,
          files: [{ name: '第1期.bin', bytes: Uint8Array.from({ length: 300_000 }, (_, index) => index % 251) }],
        }),
      folder,
    );
    expect(answer).toMatchObject({ ok: true });
    const saved = readFileSync(join(folder, '第1期.bin'));
    expect([saved.length, saved[250], saved[251]]).toEqual([300_000, 250, 0]);
    rmSync(folder, { recursive: true });
  });

  test.skipIf(name === 'electron')('makes a PDF without disturbing the page', async () => {
    const { page, host } = opened;
    const before = await page.evaluate(() => [innerWidth, innerHeight, document.visibilityState]);
    const pdf = await host?.print('<!doctype html><title>甲</title><p>甲</p>');
    expect(Buffer.from((pdf ?? new Uint8Array()).subarray(0, 5)).toString()).toBe('%PDF-');
    expect(await page.evaluate(() => [innerWidth, innerHeight, document.visibilityState])).toEqual(before);
  });

  test('goes to no other address, opens no other window, and counts what was tried', async () => {
    const { page, context } = opened;
    const before = await refusedBy(page);
    await page.evaluate(() => {
      (globalThis as Global).mark = 'kept';
      location.href = 'https://example.invalid/somewhere?secret';
    });
    await pause(500);
    expect(await page.evaluate(() => (globalThis as Global).mark)).toBe('kept');
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.invalid/other';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await pause(500);
    expect(await page.evaluate(() => window.open('https://example.invalid/'))).toBeNull();
    expect(context.pages()).toHaveLength(1);
    expect(await page.evaluate(() => (globalThis as Global).mark)).toBe('kept');
    const after = await refusedBy(page);
    expect(after.refused).toBeGreaterThan(before.refused);
    expect(after.lastRefused.join()).not.toContain('secret');
  });

  test('has no way to ask for anything outside', async () => {
    const results = await opened.page.evaluate(async (own) => {
      const scope = globalThis as unknown as Record<string, unknown>;
      const missing = [
        'WebSocket',
        'EventSource',
        'RTCPeerConnection',
        'webkitRTCPeerConnection',
        'WebTransport',
      ].filter((name) => scope[name] !== undefined);
      const refused = async (work: () => Promise<unknown>) =>
        work().then(
          () => 'went through',
          () => 'refused',
        );
      const request = () =>
        new Promise((resolve, reject) => {
          const asked = new XMLHttpRequest();
          asked.onload = resolve;
          asked.onerror = reject;
          asked.open('GET', `${own}/index.html`);
          asked.send();
        });
      const picture = () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = 'https://example.invalid/a.png';
        });
      return {
        missing,
        fetch: await refused(() => fetch(`${own}/index.html`)),
        request: await refused(request),
        picture: await refused(picture),
      };
    }, opened.origin);
    expect(results).toEqual({ missing: [], fetch: 'refused', request: 'refused', picture: 'refused' });
  });

  test('runs no text as a program', async () => {
    const ran = await opened.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.inlineRan = true';
      document.body.append(script);
      script.remove();
      let evaluated = 'refused';
      try {
        // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested.
        evaluated = eval('"ran"');
      } catch {
        // As it should be.
      }
      return [(globalThis as unknown as { inlineRan?: boolean }).inlineRan ?? 'refused', evaluated];
    });
    // The driver's own evaluation is exempt from the policy while it runs, so eval is asked for by the page's headers.
    expect(ran[0]).toBe('refused');
    const policy = await opened.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), { once: true });
          const image = new Image();
          image.src = 'https://example.invalid/b.png';
        }),
    );
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  test('shows no browser menu, except the one of text fields, and does not print by itself', async () => {
    const prevented = await opened.page.evaluate(() => {
      const field = document.createElement('input');
      document.body.append(field);
      const shows = (target: Element) =>
        target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
      const result = [shows(document.body), shows(field)];
      field.remove();
      return result;
    });
    expect(prevented).toEqual([false, true]);
    const printed = await opened.page.evaluate(() => {
      let asked = 0;
      addEventListener('beforeprint', () => {
        asked += 1;
      });
      window.print();
      return asked;
    });
    expect(printed).toBe(0);
  });

  test.skipIf(!canPress)('gives the browser none of its shortcuts', async () => {
    const { page, context } = opened;
    await page.evaluate(() => {
      (globalThis as Global).mark = 'kept';
      // A listener of the program still hears the keys.
      addEventListener('keydown', (event) => {
        document.documentElement.dataset.heard = `${document.documentElement.dataset.heard ?? ''} ${event.key}`;
      });
    });
    focusWindow();
    const windows = visibleWindows();
    await page.bringToFront();
    await pause(300);
    const zoom = await page.evaluate(() => devicePixelRatio);
    pressAtScreen(
      'ctrl+t',
      'ctrl+n',
      'ctrl+shift+n',
      'ctrl+u',
      'ctrl+p',
      'ctrl+s',
      'ctrl+o',
      'ctrl+j',
      'ctrl+h',
      'ctrl+d',
    );
    pressAtScreen('ctrl+l', 'ctrl+r', 'ctrl+w', 'F5', 'F12', 'ctrl+shift+i', 'ctrl+shift+j', 'F3', 'F7', 'alt+Left');
    await pause(1500);
    const heard = await page.evaluate(() => document.documentElement.dataset.heard ?? '');
    expect(heard).toContain(' t');
    expect(context.pages()).toHaveLength(1);
    expect(await page.evaluate(() => (globalThis as Global).mark)).toBe('kept');
    expect(originOf(page)).toBe(opened.origin);
    expect(await page.evaluate(() => devicePixelRatio)).toBe(zoom);
    // Neither a file dialog nor developer tools.
    expect(visibleWindows()).toEqual(windows);
  });

  test('takes chosen files whatever script their names are in', async () => {
    const { page } = opened;
    const folder = mkdtempSync(join(tmpdir(), 'neikan-choose-'));
    const names = ['云溪来稿.txt', 'plain.txt', '稿件（改）２.txt'];
    try {
      for (const name of names) writeFileSync(join(folder, name), name);
      await page.evaluate(() => {
        const field = document.createElement('input');
        Object.assign(field, { type: 'file', multiple: true, id: 'chosen-files' });
        document.body.append(field);
      });
      await page.setInputFiles(
        '#chosen-files',
        names.map((name) => join(folder, name)),
      );
      const read = await page.evaluate(() => {
        const field = document.querySelector('#chosen-files') as HTMLInputElement;
        return Promise.all([...(field.files ?? [])].map(async (file) => [file.name, await file.text()]));
      });
      expect(read).toEqual(names.map((name) => [name, name]));
    } finally {
      await page.evaluate(() => document.querySelector('#chosen-files')?.remove());
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('speaks Chinese where the browser itself speaks', async () => {
    const texts = await opened.page.evaluate(() => {
      const field = document.createElement('input');
      field.required = true;
      return [navigator.language, field.validationMessage];
    });
    expect(texts[0]).toBe('zh-CN');
    expect(texts[1]).toMatch(/\p{Script=Han}/u);
  });

  test.skipIf(!hasProcesses)('an office that is killed is started again, and the page is told', async () => {
    const { page } = opened;
    const killed = officePid();
    await page.evaluate(() => {
      (globalThis as Global).seen = new Promise((resolve) => {
        (globalThis as Global).neikan.onEvent((event) => resolve(event.kind));
      });
    });
    process.kill(killed, 'SIGKILL');
    expect(await page.evaluate(() => (globalThis as Global).seen)).toBe('officeRestarted');
    expect(officePid()).not.toBe(killed);
    const status = await page.evaluate(() => (globalThis as Global).neikan.call('officeStatus', {}));
    expect(status).toMatchObject({ ok: true });
  });
});

describe.each(present)('the end of a window of the $name host', ({ name, open }) => {
  test('closing it while text is unsaved keeps it open and asks in the page', async () => {
    const { page, ended, end } = await open();
    await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
    await page.mouse.click(5, 5);
    const told = page.evaluate(
      () => new Promise((resolve) => (globalThis as Global).neikan.onEvent((event) => resolve(event.kind))),
    );
    await page.close({ runBeforeUnload: true });
    expect(await told).toBe('closeHeld');
    // Nothing of the program holds text here, so the program saves what there is, nothing, and ends.
    expect(await ended).toEqual({ ok: true, value: 'quit' });
    await end();
  });

  test.skipIf(!hasProcesses)('locking ends every process that was started and removes the profile', async () => {
    const { page, host, ended, end } = await open();
    await host?.print('<p>甲</p>');
    const running = descendants();
    expect(running.length).toBeGreaterThan(4);
    if (name === 'chromium') expect(profilesOf(process.pid).length).toBeGreaterThan(0);
    await page.evaluate(() => (globalThis as Global).neikan.desk('lock', {})).catch(() => {});
    expect(await ended).toEqual({ ok: true, value: 'lock' });
    await pause(1500);
    const alive = new Set(descendants());
    expect(running.filter((pid) => alive.has(pid) && !isScreen(pid))).toEqual([]);
    expect(profilesOf(process.pid)).toEqual([]);
    await end();
  });

  test('a page that falls ends the life as a lock does, so that the sign-in comes next', async () => {
    const { page, context, ended, end } = await open();
    const session = await context.newCDPSession(page);
    session.send('Page.crash').catch(() => {});
    expect(await ended).toEqual({ ok: true, value: 'lock' });
    await end();
  });
});

/** Scheme and host; what `URL` calls the origin is "null" for a scheme of one's own. */
function originOf(page: Page): string {
  const { protocol, host } = new URL(page.url());
  return `${protocol}//${host}`;
}

/** What the page's own proof of being offline counts. */
async function refusedBy(page: Page): Promise<{ readonly refused: number; readonly lastRefused: readonly string[] }> {
  const answer = await page.evaluate(() => (globalThis as Global).neikan.desk('networkProof', {}));
  return value(answer as Answer<{ refused: number; lastRefused: string[] }>);
}

/** The screen that the tests themselves have started. */
function isScreen(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('Xvfb');
  } catch {
    return false;
  }
}
