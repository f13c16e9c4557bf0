import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mediumSerial } from '#office/handover/mediumSerial.ts';
import { temporaryDirectory } from '../office/foundedOffice.ts';

const folder = () => temporaryDirectory();

test('Windows tells the serial number of a volume as the device of its files', () => {
  const place = folder();
  const { dev } = statSync(place, { bigint: true });
  const serial = mediumSerial(place, { platform: 'win32', links: '' }) ?? '';
  expect(serial).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
  expect(BigInt(`0x${serial.replace('-', '')}`)).toBe(BigInt.asUintN(32, dev));
});

const unable = process.getuid?.() === 0 ? undefined : 'device files are made by root only';
if (unable) console.log(`skipped: the links of Linux to volumes, because ${unable}`);

test.skipIf(unable)('Linux names it by the link to the device that holds the folder', () => {
  const place = folder();
  const links = join(place, 'by-uuid');
  mkdirSync(links);
  const { dev } = statSync(place);
  const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)];
  const node = (name: string, minorNumber: number) =>
    expect(spawnSync('mknod', [join(links, name), 'b', String(major), String(minorNumber)]).status).toBe(0);
  node('0000-0000', minor + 1);
  expect(mediumSerial(place, { platform: 'linux', links })).toBeUndefined();
  node('1A2B-3C4D', minor);
  expect(mediumSerial(place, { platform: 'linux', links })).toBe('1A2B-3C4D');
});

test('a folder that is gone, or a system without such links, tells nothing', () => {
  const place = folder();
  expect(mediumSerial(join(place, 'gone'))).toBeUndefined();
  expect(mediumSerial(place, { platform: 'linux', links: join(place, 'none') })).toBeUndefined();
});
