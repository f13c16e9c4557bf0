import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const daemon = ['/usr/sbin/cupsd', '/usr/bin/cupsd'].find((path) => existsSync(path));

/** Why CUPS cannot be tried here, or undefined where it can. */
export function whyNoCups(): string | undefined {
  if (!daemon) return 'cupsd is not installed';
  const missing = ['lp', 'lpstat', 'lpoptions', 'lpadmin', 'cancel'].find((name) => !isThere(name));
  if (missing !== undefined) return `${missing} is not installed`;
  // Its own filters turn page ranges and copies into pages.
  return existsSync('/usr/lib/cups/filter/pdftopdf') ? undefined : 'the filters of CUPS are not installed';
}

/** lpadmin lies with the commands of the administrator. */
const path = `${process.env.PATH}:/usr/sbin`;

function isThere(name: string): boolean {
  return spawnSync('which', [name], { env: { ...process.env, PATH: path } }).status === 0;
}

/** A driver that passes PDF on, with trays, sizes and both sides to choose; invented. */
const driver = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Invented"
*Product: "(Invented)"
*ModelName: "Invented Paper"
*ShortNickName: "Invented Paper"
*NickName: "Invented Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsVersion: 2.4
*cupsManualCopies: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A3/A3: "<</PageSize[842 1191]>>setpagedevice"
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A3/A3: "<</PageSize[842 1191]>>setpagedevice"
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A3/A3: "0 0 842 1191"
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A3/A3: "842 1191"
*PaperDimension A4/A4: "595 842"
*OpenUI *InputSlot/Media Source: PickOne
*OrderDependency: 20 AnySetup *InputSlot
*DefaultInputSlot: Tray1
*InputSlot Tray1/Tray 1: ""
*InputSlot Tray2/Tray 2: ""
*CloseUI: *InputSlot
*OpenUI *Duplex/2-Sided Printing: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: ""
*Duplex DuplexTumble/Short Edge: ""
*CloseUI: *Duplex
`;

export interface PrivateCups {
  /** What a queue that writes to a file has written. */
  readonly printed: (queue: string) => Buffer;
  /** The pages of a job as they lie in the queue. */
  readonly spooled: (job: string) => Buffer;
  readonly administer: (...args: readonly string[]) => void;
  readonly disable: (queue: string) => void;
  readonly enable: (queue: string) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a print service of the test's own on a socket in a folder of its own, with its queues: Paper (with a driver) and
 * Plain (without one) write to files, Far is a network printer, Both a class of the first two. The commands of CUPS reach
 * it by the environment until it stops.
 */
export async function startPrivateCups(): Promise<PrivateCups> {
  // Its path must be short: a socket's name has at most 107 bytes.
  const folder = mkdtempSync(join(tmpdir(), 'cups-'));
  chmodSync(folder, 0o755);
  for (const name of ['etc', 'cache', 'state', 'spool', 'spool/tmp', 'log', 'out']) {
    mkdirSync(join(folder, name));
    // Filters and backends run as another user where the service runs as root.
    chmodSync(join(folder, name), 0o777);
  }
  const socket = join(folder, 's');
  writeFileSync(
    join(folder, 'cupsd.conf'),
    `Listen ${socket}
LogLevel debug
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
`,
  );
  writeFileSync(
    join(folder, 'cups-files.conf'),
    `FileDevice Yes
ServerRoot ${folder}/etc
CacheDir ${folder}/cache
StateDir ${folder}/state
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
AccessLog ${folder}/log/access
ErrorLog ${folder}/log/error
PageLog ${folder}/log/page
`,
  );
  const files = ['-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')];
  const service = spawn(daemon ?? 'cupsd', ['-f', ...files], { stdio: 'ignore' });
  // The commands read a driver from its file there, as on a machine whose service stands at its usual place.
  const told = { CUPS_SERVER: socket, CUPS_SERVERROOT: join(folder, 'etc') };
  const before = Object.keys(told).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, told);
  const stop = async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await ended(service);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const administer = (...args: readonly string[]) => {
    const { status, stderr } = spawnSync('lpadmin', [...args], {
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
    });
    // That drivers and raw queues are to go some day is said each time.
    if (status !== 0) throw new Error(`lpadmin ${args.join(' ')}: ${stderr}${readLog(folder)}`);
  };
  try {
    await answering(socket, service, folder);
    writeFileSync(join(folder, 'paper.ppd'), driver);
    administer('-p', 'Paper', '-E', '-v', `file://${folder}/out/Paper`, '-P', join(folder, 'paper.ppd'));
    administer('-p', 'Plain', '-E', '-v', `file://${folder}/out/Plain`, '-m', 'raw');
    administer('-p', 'Far', '-E', '-v', 'ipp://192.0.2.7/ipp/print', '-m', 'raw');
    administer('-p', 'Paper', '-c', 'Both');
    administer('-d', 'Paper');
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    printed: (queue) => readFileSync(join(folder, 'out', queue)),
    spooled: (job) => readFileSync(join(folder, 'spool', `d${job.replace(/^.*-/, '').padStart(5, '0')}-001`)),
    administer,
    disable: (queue) => void spawnSync('cupsdisable', [queue], { env: { ...process.env, PATH: path } }),
    enable: (queue) => void spawnSync('cupsenable', [queue], { env: { ...process.env, PATH: path } }),
    stop,
  };
}

async function answering(socket: string, service: ChildProcess, folder: string): Promise<void> {
  let hasEnded = false;
  service.once('exit', () => {
    hasEnded = true;
  });
  while (!existsSync(socket) || spawnSync('lpstat', ['-r']).status !== 0) {
    if (hasEnded) throw new Error(`cupsd ended before it answered: ${readLog(folder)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    service.once('exit', () => resolve());
    service.kill();
  });
}

function readLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'log', 'error'), 'utf8')
      .split('\n')
      .slice(-30)
      .join('\n');
  } catch {
    return '';
  }
}
