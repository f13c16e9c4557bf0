import { expect, test } from 'vitest';
import { isLocalPort, parseWindowsPorts } from '#hosts/electron/windowsPorts.ts';

const answer = [
  '',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Print\\Printers\\一楼 Laser',
  '    Port    REG_SZ    USB001',
  '',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Print\\Printers\\Far',
  '    Port    REG_SZ    IP_192.0.2.7',
  '',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Print\\Printers\\Far\\DsSpooler',
  '    portName    REG_MULTI_SZ    IP_192.0.2.7',
  '',
  'End of search: 2 match(es) found.',
].join('\r\n');

test('each printer has its port', () => {
  expect([...parseWindowsPorts(answer)]).toEqual([
    ['一楼 Laser', 'USB001'],
    ['Far', 'IP_192.0.2.7'],
  ]);
  expect(parseWindowsPorts('').size).toBe(0);
});

test('a cable is local; an address, a remote session, a file and what is not known are not', () => {
  expect(['USB001', 'DOT4_001', 'LPT1:', 'COM3:'].filter(isLocalPort)).toHaveLength(4);
  const others = [
    'IP_192.0.2.7',
    'WSD-1',
    '192.0.2.7',
    'TS001',
    'PORTPROMPT:',
    'FILE:',
    '\\\\server\\laser',
    '',
    undefined,
  ];
  expect(others.filter(isLocalPort)).toEqual([]);
});
