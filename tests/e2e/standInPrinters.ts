import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A laser printer on a cable and one of the network, as `lpstat` tells of them. */
const queues = `system default destination: Laser
device for Far: ipp://192.0.2.7/ipp/print
device for Laser: usb://Brand/Laser?serial=2
Far accepting requests since Tue 24 Nov 2026 03:45:00 PM UTC
Laser accepting requests since Tue 24 Nov 2026 03:45:00 PM UTC
printer Far is idle.  enabled since Tue 24 Nov 2026 03:45:00 PM UTC
printer Laser is idle.  enabled since Tue 24 Nov 2026 03:45:00 PM UTC
`;

const choices = `PageSize/Media Size: A3 *A4 Letter
InputSlot/Media Source: *Auto Tray1 Tray2
Duplex/2-Sided Printing: *None DuplexNoTumble DuplexTumble
`;

/** Each reads and writes files beside itself; `lpstat` also tells jobs that wait and jobs that have ended. */
const commands = {
  lpstat: `case "$*" in
  -H) cat server ;;
  *not-completed*) cat waiting ;;
  *completed*) cat ended ;;
  *) cat queues ;;
esac`,
  lpoptions: 'cat choices',
  lp: `if [ -s refusal ]; then cat refusal >&2; exit 1; fi
cat > printed.pdf
printf '%s\\n' "$@" > arguments
echo "Laser-7 wenhe 1024 Tue 24 Nov 2026 03:45:00 PM UTC" > waiting
echo "request id is Laser-7 (1 file(s))"`,
  cancel: `: > waiting
printf '%s wenhe 1024\\n\\tAlerts: job-canceled-by-user\\n' "$1" > ended`,
} as const;

export interface StandInPrinters {
  /** The PDF that was printed last, and the arguments of `lp`. */
  readonly printed: () => { readonly pdf: Buffer; readonly arguments: readonly string[] };
  readonly hasPrinted: () => boolean;
  /** The job on the printer comes to its end. */
  readonly finish: () => void;
  /** What `lp` says instead of taking the pages; nothing to let it take them again. */
  readonly refuse: (words: string) => void;
  /** As where no printer is set up. */
  readonly removeAll: () => void;
  /** As where the service does not run. */
  readonly stop: () => void;
}

/** Puts commands in the place of CUPS's, first on the path, until the test ends; what is printed lands in a file. */
export function standInPrinters(): StandInPrinters {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-printers-'));
  const file = (name: string) => join(folder, name);
  const path = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${path}`;
  onTestFinished(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, script] of Object.entries(commands)) {
    writeFileSync(file(name), `#!/bin/sh\ncd "$(dirname "$0")"\n${script}\n`);
    chmodSync(file(name), 0o755);
  }
  const runs = () => writeFileSync(file('server'), '/run/cups/cups.sock\n');
  runs();
  writeFileSync(file('queues'), queues);
  writeFileSync(file('choices'), choices);
  for (const name of ['waiting', 'ended', 'refusal']) writeFileSync(file(name), '');
  return {
    printed: () => ({
      pdf: readFileSync(file('printed.pdf')),
      arguments: readFileSync(file('arguments'), 'utf8').trim().split('\n'),
    }),
    hasPrinted: () => existsSync(file('printed.pdf')),
    finish: () => {
      writeFileSync(file('ended'), 'Laser-7 wenhe 1024\n\tAlerts: job-completed-successfully\n');
      writeFileSync(file('waiting'), '');
    },
    refuse: (words) => writeFileSync(file('refusal'), words),
    removeAll: () => {
      runs();
      writeFileSync(file('queues'), 'no system default destination\n');
    },
    stop: () => writeFileSync(file('server'), 'localhost:631\n'),
  };
}
