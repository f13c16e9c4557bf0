import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSignalReader } from './readBusSignals.ts';
import type { ScreenLock } from './screenLock.ts';

const tool = 'dbus-monitor';
const sessionRules = ["type='signal',member='ActiveChanged'"];

/** Every session's word passes over the system's bus; where the own one is known no other locks this window. */
function systemRules({ XDG_SESSION_ID: own }: NodeJS.ProcessEnv): readonly string[] {
  const path = own ? `,path='/org/freedesktop/login1/session/${objectName(own)}'` : '';
  return [
    `type='signal',interface='org.freedesktop.login1.Session',member='Lock'${path}`,
    "type='signal',interface='org.freedesktop.login1.Manager',member='PrepareForSleep'",
  ];
}

/** As systemd writes a name into a path (sd_bus_path_encode): 2 is _32, c1 stays. */
function objectName(id: string): string {
  const escaped = (sign: string) => `_${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return id.replace(/^[0-9]|[^0-9A-Za-z]/g, escaped);
}

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
      const system = listen(['--system', ...systemRules(environment)]);
      return () => {
        session?.kill();
        system.kill();
        session = undefined;
      };
    },
    isWatching: () => session?.pid !== undefined && session.exitCode === null && session.signalCode === null,
  };
}
