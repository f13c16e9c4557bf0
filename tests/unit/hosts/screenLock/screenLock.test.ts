import { execFileSync, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { delimiter } from 'node:path';
import type { PowerMonitor } from 'electron';
import { expect, onTestFinished, test } from 'vitest';
import { createPowerScreenLock } from '#hosts/electron/createPowerScreenLock.ts';
import { createBusScreenLock } from '#hosts/screenLock/createBusScreenLock.ts';
import { createSignalReader } from '#hosts/screenLock/readBusSignals.ts';

function locksIn(lines: readonly string[]): number {
  let count = 0;
  const read = createSignalReader(() => {
    count += 1;
  });
  for (const line of lines) read(line);
  return count;
}

const from = 'signal time=1700000000.1 sender=:1.2 -> destination=(null destination) serial=9 path=/x;';
const active = `${from} interface=org.gnome.ScreenSaver; member=ActiveChanged`;

test('a screen saver that becomes active, a session told to lock and a machine about to sleep are told from the rest', () => {
  expect(locksIn([active, '   boolean true'])).toBe(1);
  expect(locksIn([active, '   boolean false'])).toBe(0);
  expect(locksIn([`${from} interface=org.freedesktop.login1.Session; member=Lock`])).toBe(1);
  expect(locksIn([`${from} interface=org.freedesktop.login1.Session; member=Unlock`])).toBe(0);
  expect(locksIn([`${from} interface=org.freedesktop.login1.Manager; member=PrepareForSleep`, '   boolean true'])).toBe(
    1,
  );
  // A word of another signal, or of a call that only looks like one.
  expect(locksIn([`${from} interface=org.x.Y; member=Other`, '   boolean true'])).toBe(0);
  expect(locksIn([`method call ${active}`, '   boolean true'])).toBe(0);
});

test('Electron tells of a locked screen and of sleep, until nobody listens any more', () => {
  const emitter = new EventEmitter();
  const lock = createPowerScreenLock(emitter as unknown as PowerMonitor);
  let locks = 0;
  expect(lock.isWatching()).toBe(false);
  const stop = lock.watch(() => {
    locks += 1;
  });
  expect(lock.isWatching()).toBe(true);
  emitter.emit('lock-screen');
  emitter.emit('suspend');
  emitter.emit('unlock-screen');
  expect(locks).toBe(2);
  stop();
  emitter.emit('lock-screen');
  expect(locks).toBe(2);
  expect(lock.isWatching()).toBe(false);
  expect(emitter.eventNames()).toEqual([]);
});

test('without the tool or without a bus of a session nothing is promised', () => {
  expect(createBusScreenLock({ PATH: '/nowhere', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' })).toBeUndefined();
  expect(createBusScreenLock({ PATH: process.env.PATH })).toBeUndefined();
});

const tools = ['dbus-daemon', 'dbus-monitor', 'dbus-send'];
const missing = process.platform === 'linux' ? tools.filter((tool) => !isHere(tool)) : tools;
if (missing.length > 0) console.log(`the real bus skipped: no ${missing.join(', ')} here`);

function isHere(tool: string): boolean {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A bus of the test's own in the place of both, and what can be said on it. */
async function realBus() {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => {
    daemon.kill();
  });
  const address = await new Promise<string>((resolve) =>
    daemon.stdout.once('data', (bytes) => resolve(String(bytes).trim())),
  );
  const env = {
    PATH: ['/usr/bin', process.env.PATH ?? ''].join(delimiter),
    DBUS_SESSION_BUS_ADDRESS: address,
    DBUS_SYSTEM_BUS_ADDRESS: address,
    XDG_SESSION_ID: '2',
  };
  const send = (...args: readonly string[]) => execFileSync('dbus-send', ['--session', ...args], { env });
  return { env, send };
}

test.skipIf(missing.length > 0)('on a real bus a screen saver’s word arrives, and its end does not', async () => {
  const { env, send } = await realBus();
  const lock = createBusScreenLock(env);
  if (!lock) throw new Error('the tool is here');
  let locks = 0;
  const stop = lock.watch(() => {
    locks += 1;
  });
  onTestFinished(stop);
  const say = (value: string) => send('/x', 'org.freedesktop.ScreenSaver.ActiveChanged', `boolean:${value}`);
  expect(lock.isWatching()).toBe(true);
  await expect
    .poll(
      () => {
        say('false');
        say('true');
        return locks;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  stop();
  expect(lock.isWatching()).toBe(false);
});

test.skipIf(missing.length > 0)('the own session’s lock is told, another person’s is not', async () => {
  const { env, send } = await realBus();
  const lock = createBusScreenLock(env);
  if (!lock) throw new Error('the tool is here');
  let locks = 0;
  onTestFinished(
    lock.watch(() => {
      locks += 1;
    }),
  );
  const lockSession = (name: string) =>
    send(`/org/freedesktop/login1/session/${name}`, 'org.freedesktop.login1.Session.Lock');
  await expect
    .poll(
      () => {
        lockSession('_32');
        return locks;
      },
      { interval: 500, timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  const before = locks;
  const others = 20;
  for (let count = 0; count < others; count += 1) lockSession('_33');
  lockSession('_32');
  // Words arrive in their order: once the last is here, those of the others would be too.
  await expect.poll(() => locks, { timeout: 60_000 }).toBeGreaterThan(before);
  expect(locks).toBeLessThan(before + others);
});

test.skipIf(missing.length > 0)('a listener that was killed is not taken for one that listens', async () => {
  const { env } = await realBus();
  const lock = createBusScreenLock(env);
  if (!lock) throw new Error('the tool is here');
  onTestFinished(lock.watch(() => {}));
  expect(lock.isWatching()).toBe(true);
  const pids = execFileSync('pgrep', ['-P', String(process.pid), '-x', 'dbus-monitor'], { encoding: 'utf8' });
  for (const pid of pids.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
  await expect.poll(() => lock.isWatching(), { timeout: 60_000 }).toBe(false);
});
