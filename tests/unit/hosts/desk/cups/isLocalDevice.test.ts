import { expect, test } from 'vitest';
import { isLocalDevice } from '#hosts/desk/cups/isLocalDevice.ts';

test.each([
  'usb://Brand/Laser?serial=2',
  'parallel:/dev/lp0',
  'serial:/dev/ttyS0?baud=9600',
  'file:///dev/usb/lp0',
  '///var/spool/printed.pdf',
  'hp:/usb/Model?serial=3',
])('%s hangs on this machine', (device) => {
  expect(isLocalDevice(device)).toBe(true);
});

test.each([
  'ipp://192.0.2.7/ipp/print',
  'ipps://printer.invalid/ipp',
  'socket://192.0.2.7:9100',
  'lpd://192.0.2.7/queue',
  'smb://server/printer',
  'dnssd://Laser._ipp._tcp.local/',
  'implicitclass://Laser/',
  'hp:/net/Model?ip=192.0.2.7',
  'https://192.0.2.7/',
  'usbip://192.0.2.7/1-1',
  'unheard-of:thing',
  '',
  undefined,
])('%s does not, as far as is known', (device) => {
  expect(isLocalDevice(device)).toBe(false);
});
