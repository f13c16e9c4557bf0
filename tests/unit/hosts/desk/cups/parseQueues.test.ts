import { expect, test } from 'vitest';
import { parseQueues } from '#hosts/desk/cups/parseQueues.ts';

const answer = `system default destination: 一楼
device for Far: ipp://192.0.2.7/ipp/print
device for Stopped: usb://Brand/Model?serial=1
device for 一楼: usb://Brand/Laser?serial=2
device for Both: ///dev/null
device for File: ///var/spool/printed.pdf
Far accepting requests since Tue 24 Nov 2026 03:45:00 PM UTC
Stopped not accepting requests since Tue 24 Nov 2026 03:45:00 PM UTC -
\treason unknown
一楼 accepting requests since Tue 24 Nov 2026 03:45:00 PM UTC
Both accepting requests since Tue 24 Nov 2026 03:45:00 PM UTC
File accepting requests since Tue 24 Nov 2026 03:45:00 PM UTC
printer Far is idle.  enabled since Tue 24 Nov 2026 03:45:00 PM UTC
printer Stopped disabled since Tue 24 Nov 2026 03:45:00 PM UTC -
\tPaused
printer 一楼 now printing 一楼-12.  enabled since Tue 24 Nov 2026 03:45:00 PM UTC
printer File is idle.  enabled since Tue 24 Nov 2026 03:45:00 PM UTC
`;

test('each queue has its device, its state and the job that is on it', () => {
  expect(parseQueues(answer)).toEqual([
    queue('Far', { device: 'ipp://192.0.2.7/ipp/print' }),
    queue('Stopped', { device: 'usb://Brand/Model?serial=1', isEnabled: false, isAccepting: false }),
    queue('一楼', { device: 'usb://Brand/Laser?serial=2', isDefault: true, printing: '一楼-12' }),
    queue('Both', { device: undefined }),
    queue('File', { device: '///var/spool/printed.pdf' }),
  ]);
});

test('no queue, and what is no answer of lpstat, give none', () => {
  expect(parseQueues('')).toEqual([]);
  expect(parseQueues('no system default destination\n')).toEqual([]);
  expect(parseQueues('lpstat: Bad file descriptor\n')).toEqual([]);
});

function queue(name: string, more: object) {
  return {
    name,
    device: undefined,
    isEnabled: true,
    isAccepting: true,
    isDefault: false,
    printing: undefined,
    ...more,
  };
}
