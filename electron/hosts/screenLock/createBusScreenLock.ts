import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSignalReader } from './readBusSignals.ts';
import type { ScreenLock } from './screenLock.ts';

const tool = 'dbus-monitor';
const sessionRules = ["type='signal',member='ActiveChanged'"];
const systemRules = [
  "type='signal',interface='org.freedesktop.login1.Session',member='Lock'",
  "type='signal',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'",
];

/**
 * The desktop's own signals on Linux, by the tool that D-Bus brings: both are local, and only listened to. Undefined where
 * there is no such tool or no bus of a session.
 */
export function createBusScreenLock(environment: NodeJS.ProcessEnv = process.env): ScreenLock | undefined {
  const command = (environment.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, tool))
    .find((path) => existsSync(path));
  if (process.platform !== 'linux' || command === undefined || !environment.DBUS_SESSION_BUS_ADDRESS) return undefined;
  let session: ChildProcess | undefined;
  return {
    watch(onLock) {
      const listen = (args: readonly string[]): ChildProcess => {
        const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env: environment });
        createInterface({ input: child.stdout }).on('line', createSignalReader(onLock));
        child.on('error', () => {});
        return child;
      };
      session = listen(['--session', ...sessionRules]);
      // Not every machine lets the other bus be listened to; the screen saver is told on the session's.
      const system = listen(['--system', ...systemRules]);
      return () => {
        session?.kill();
        system.kill();
        session = undefined;
      };
    },
    isWatching: () => session !== undefined && session.exitCode === null && session.pid !== undefined,
  };
}
