import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux has a link to every volume, named after its serial number or UUID. */
const linksOfLinux = '/dev/disk/by-uuid';

/** What the system is asked; other values than its own only in tests. */
export interface SerialSource {
  readonly platform: NodeJS.Platform;
  readonly links: string;
}

/**
 * The serial number of the volume that a folder lies on, as `vol` of Windows and `blkid` of Linux show it: `1A2B-3C4D` for a stick
 * with FAT. Undefined where the system does not tell it.
 */
export function mediumSerial(
  folder: string,
  { platform, links }: SerialSource = { platform: process.platform, links: linksOfLinux },
): string | undefined {
  try {
    const { dev } = statSync(folder, { bigint: true });
    return platform === 'win32' ? windowsSerial(dev) : serialByLink(dev, links);
  } catch {
    // It is an offer to the person, who reads the number off the medium otherwise.
    return undefined;
  }
}

/** Windows numbers volumes by 32 bits (`vol`); Node tells them as the device of a file. */
function windowsSerial(dev: bigint): string | undefined {
  const digits = BigInt.asUintN(32, dev).toString(16).toUpperCase().padStart(8, '0');
  return dev === 0n ? undefined : `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

function serialByLink(dev: bigint, links: string): string | undefined {
  return readdirSync(links).find((name) => {
    const device = statSync(join(links, name), { bigint: true, throwIfNoEntry: false });
    return device?.rdev === dev;
  });
}
