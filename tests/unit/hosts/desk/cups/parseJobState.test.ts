import { expect, test } from 'vitest';
import { parseJobState } from '#hosts/desk/cups/parseJobState.ts';

const answer = `Laser-14                root            112640   Tue 24 Nov 2026 03:47:00 PM UTC
\tStatus: 
\tAlerts: job-canceled-by-user
\tqueued for Laser
Laser-13                root            112640   Tue 24 Nov 2026 03:46:00 PM UTC
\tStatus: The printer is gone
\tAlerts: aborted-by-system
\tqueued for Laser
Laser-1                 root            112640   Tue 24 Nov 2026 03:45:00 PM UTC
\tStatus: 
\tAlerts: job-completed-successfully
\tqueued for Laser
`;

test.each([
  ['Laser-1', 'done'],
  ['Laser-13', 'failed'],
  ['Laser-14', 'cancelled'],
  // Forgotten by a queue that keeps no history.
  ['Laser-12', 'done'],
])('%s has ended as %s', (job, state) => {
  expect(parseJobState(answer, job)).toBe(state);
});
