import { EventEmitter } from 'node:events';
import type { IpcRenderer, UtilityProcess, WebFrameMain } from 'electron';
import { expect, test } from 'vitest';
import { assetResponse } from '#hosts/electron/assetResponse.ts';
import { createBridge } from '#hosts/electron/createBridge.ts';
import { electronSender } from '#hosts/electron/electronSender.ts';
import { utilityOffice } from '#hosts/electron/utilityOffice.ts';
import type { WindowAsset } from '#hosts/host.ts';
import { contentSecurityPolicy, windowAsset } from '#hosts/windowAsset.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { isOwnSender } from '#shared/contract/sender.ts';

const frame = (origin: string, parent: object | null = null) => ({ origin, parent }) as unknown as WebFrameMain;

test('a call is taken from the main frame of the program’s own window and from nothing else', () => {
  const window = { id: 1 };
  expect(isOwnSender(electronSender(frame('app://neikan'), window, window))).toBe(true);
  expect(isOwnSender(electronSender(frame('app://neikan', {}), window, window))).toBe(false);
  expect(isOwnSender(electronSender(frame('app://neikan'), { id: 2 }, window))).toBe(false);
  expect(isOwnSender(electronSender(frame('https://example.invalid'), window, window))).toBe(false);
  expect(isOwnSender(electronSender(null, window, window))).toBe(false);
});

test('the pages are served with their policy, and nothing else is', async () => {
  const asset = (path: string): WindowAsset | undefined =>
    path === '/index.html'
      ? { bytes: Buffer.from('甲'), headers: { 'content-security-policy': contentSecurityPolicy } }
      : undefined;
  const found = assetResponse({ url: 'app://neikan/index.html', method: 'GET' }, asset);
  expect([found.status, await found.text()]).toEqual([200, '甲']);
  expect(found.headers.get('content-security-policy')).toContain("connect-src 'none'");
  for (const [url, method] of [
    ['app://neikan/other.html', 'GET'],
    ['app://neikan/index.html', 'POST'],
    ['app://other/index.html', 'GET'],
    ['app://neikan/%E0%A4%A', 'GET'],
  ] as const) {
    expect(assetResponse({ url, method }, asset).status).toBe(404);
  }
});

test.each([
  '/../../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fREADME.html',
  '/.renderer',
  '/%E0%A4%A.html',
  '/index%00.html',
])('the path %s leads to nothing in the built window', (path) => {
  expect(windowAsset(path)).toBeUndefined();
});

test('the bridge asks by two channels, hears by one, and stops hearing', async () => {
  const asked: unknown[][] = [];
  const channel = new EventEmitter() as EventEmitter & { invoke: (...values: unknown[]) => Promise<unknown> };
  channel.invoke = async (...values) => asked.push(values);
  const bridge = createBridge(channel as unknown as Pick<IpcRenderer, 'invoke' | 'on' | 'off'>);
  expect(Object.keys(bridge).sort()).toEqual(['call', 'desk', 'onEvent']);
  await bridge.call('officeStatus', {});
  await bridge.desk('about', {});
  expect(asked).toEqual([
    ['call', 'officeStatus', {}],
    ['desk', 'about', {}],
  ]);
  const heard: OfficeEvent[] = [];
  const stop = bridge.onEvent((event) => heard.push(event));
  channel.emit('event', {}, { kind: 'officeRestarted' });
  stop();
  channel.emit('event', {}, { kind: 'officeRestarted' });
  expect(heard).toEqual([{ kind: 'officeRestarted' }]);
});

test('nothing is posted to an office that has ended', async () => {
  const posted: unknown[] = [];
  const child = new EventEmitter() as EventEmitter & { postMessage: (message: unknown) => void; kill: () => boolean };
  child.postMessage = (message) => posted.push(message);
  child.kill = () => child.emit('exit', 0);
  const office = utilityOffice(child as unknown as UtilityProcess);
  office.post(1);
  office.kill();
  await office.ended;
  office.post(2);
  expect(posted).toEqual([1]);
});
