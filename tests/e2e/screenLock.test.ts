import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { foundedDirectory, passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { whyNoDisplay } from './display.ts';
import { officePid } from './hostPage.ts';
import { openProgram, signInAs } from './openProgram.ts';

const missing = ['dbus-daemon', 'dbus-monitor', 'dbus-send'].filter((tool) => !existsSync(`/usr/bin/${tool}`));
const whyNot = whyNoDisplay() ?? (missing.length > 0 ? `no ${missing.join(', ')} here` : undefined);
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

/** A bus of the test's own, as a desktop has one; returns the function that locks the screen on it. */
async function desktopBus(): Promise<() => void> {
  const address = await privateBus();
  const before = process.env.DBUS_SESSION_BUS_ADDRESS;
  process.env.DBUS_SESSION_BUS_ADDRESS = address;
  onTestFinished(() => {
    if (before === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
    else process.env.DBUS_SESSION_BUS_ADDRESS = before;
  });
  return () => {
    execFileSync('dbus-send', ['--session', '/x', 'org.freedesktop.ScreenSaver.ActiveChanged', 'boolean:true'], {
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: address },
    });
  };
}

async function privateBus(): Promise<string> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => {
    daemon.kill();
  });
  return new Promise((resolve) => daemon.stdout.once('data', (bytes) => resolve(String(bytes).trim())));
}

test.skipIf(whyNot)(
  titled('when the desktop locks its screen every process is replaced, and the cause is on record'),
  async () => {
    const lockScreen = await desktopBus();
    const { directory } = await foundedDirectory();
    const { page, ended } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '关于' }).click();
    await page.getByText('系统锁屏或睡眠时，本程序一同锁定。').waitFor();
    lockScreen();
    expect(await ended).toEqual({ ok: true, value: 'lock' });
    const { register } = await openBases(directory, 'shenjun');
    expect(register.prepare("SELECT person, details FROM audit WHERE action = 'lock'").all()).toEqual([
      { person: 'wenhe', details: '{"cause":"screen"}' },
    ]);
  },
);

test.skipIf(whyNot)(
  titled(
    'a busy office holds up no lock, not even before the first password is one’s own, and puts it on record after',
  ),
  async () => {
    const lockScreen = await desktopBus();
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    await signIn(office, 'wenhe');
    const newcomer = { id: 'lingyi', name: '凌一', roles: ['editor' as const], password: '初次见面请多关照' };
    value(await office.client.admitPerson(newcomer));
    office.close();
    const { page, ended } = await openProgram(directory);
    await page.getByLabel('登录名', { exact: true }).selectOption(newcomer.id);
    await page.getByLabel('口令', { exact: true }).fill(newcomer.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '先改成自己的口令' }).waitFor();
    const pid = officePid();
    process.kill(pid, 'SIGSTOP');
    try {
      const closed = page.waitForEvent('close');
      lockScreen();
      await closed;
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await ended).toEqual({ ok: true, value: 'lock' });
    const { register } = await openBases(directory, 'shenjun');
    expect(register.prepare("SELECT person, details FROM audit WHERE action = 'lock'").all()).toEqual([
      { person: newcomer.id, details: '{"cause":"screen"}' },
    ]);
  },
);

test.skipIf(whyNoDisplay())(
  titled('without a word of the desktop the window says that it does not lock with the screen'),
  async () => {
    const before = process.env.DBUS_SESSION_BUS_ADDRESS;
    delete process.env.DBUS_SESSION_BUS_ADDRESS;
    onTestFinished(() => {
      if (before !== undefined) process.env.DBUS_SESSION_BUS_ADDRESS = before;
    });
    const { directory } = await foundedDirectory();
    const { page } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '关于' }).click();
    await page.getByText('这台电脑上得不到锁屏的通知').waitFor();
  },
);
