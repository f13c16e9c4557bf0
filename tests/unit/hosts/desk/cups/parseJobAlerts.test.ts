import { expect, test } from 'vitest';
import { parseJobAlerts } from '#hosts/desk/cups/parseJobAlerts.ts';

const answer = `Laser-14                root            112640   Tue Nov 24 16:22:51 2026
\tAlerts: job-hold-until-specified
\tqueued for Laser
Laser-1                 root            112640   Tue Nov 24 16:22:50 2026
\tStatus: The page cannot be read
\tAlerts: job-completed-with-errors
\tqueued for Laser
Laser-2                 root            112640   Tue Nov 24 16:22:49 2026
\tqueued for Laser
`;

test('each job has its own reasons', () => {
  expect(parseJobAlerts(answer, 'Laser-14')).toBe('job-hold-until-specified');
  expect(parseJobAlerts(answer, 'Laser-1')).toBe('job-completed-with-errors');
  expect(parseJobAlerts(answer, 'Laser-2')).toBe('');
});

test('a job that is not in the list is not taken for one whose name begins alike', () => {
  expect(parseJobAlerts(answer, 'Laser-4')).toBeUndefined();
  expect(parseJobAlerts(answer, 'Laser')).toBeUndefined();
  expect(parseJobAlerts('', 'Laser-1')).toBeUndefined();
});
