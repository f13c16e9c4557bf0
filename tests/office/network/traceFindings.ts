/** What a system-call trace says of the network; lines are quoted as strace wrote them. */
export interface TraceFindings {
  /** Calls that were read, the ends of interrupted ones left out. */
  readonly calls: number;
  /** Attempts to ask for a name: port 53 and its kin, or the system's own name services. */
  readonly lookUps: readonly string[];
  /** Internet sockets connected, bound or listened on, the browser's probe left out. */
  readonly connections: readonly string[];
  /** Calls that hand bytes to an internet socket, or to one of a kind that is not known to be of this machine. */
  readonly sends: readonly string[];
  /** UDP sockets that the browser connects to learn whether there is a route; connecting sends nothing. */
  readonly probes: number;
  /** Internet sockets made at all. */
  readonly internetSockets: number;
  /** What this reading does not understand or cannot vouch for. */
  readonly doubtful: readonly string[];
}

const localFamilies = ['AF_UNIX', 'AF_NETLINK'];
const internetFamilies = ['AF_INET', 'AF_INET6'];
const sendingCalls = ['sendto', 'sendmsg', 'sendmmsg', 'write', 'writev', 'sendfile'];
const endpointCalls = ['connect', 'bind', 'listen'];
const namePorts = ['53', '853', '5353', '5355'];
const nameServices = /sun_path="[^"]*(nscd|resolve|avahi)/;
/** The same cache is asked who the user is; then the files of the accounts follow, and not those of hosts. */
const accountFiles = ['/etc/passwd', '/etc/group'];
const hostFiles = ['/etc/hosts', '/etc/host.conf', '/etc/resolv.conf', '/etc/gai.conf'];
/** Chromium asks the kernel for a route to this address of a public name server, and only for the route. */
const probe = { address: '2001:4860:4860::8888', port: '443' };

/**
 * Reads a trace of `strace -f -yy` of the calls that runTraced names. Only entries count: what was
 * asked of the kernel is a finding whatever the kernel answered.
 */
export function traceFindings(trace: string): TraceFindings {
  const lookUps: string[] = [];
  const connections: string[] = [];
  const sends: string[] = [];
  const doubtful: string[] = [];
  /** Questions to the cache of name services, by thread, until it is seen what they were about. */
  const unclear = new Map<string, string[]>();
  /** Rings that were asked for and not answered yet, by thread. */
  const askedRings = new Map<string, string>();
  let calls = 0;
  let probes = 0;
  let internetSockets = 0;
  for (const line of trace.split('\n')) {
    const opened = /^(?<thread>\d+) +(?:openat\(|<\.\.\. openat resumed>)(?:.*= \d+<(?<path>[^>]+)>)?/.exec(
      line,
    )?.groups;
    if (opened) {
      const { thread = '', path = '' } = opened;
      if (hostFiles.includes(path)) lookUps.push(...(unclear.get(thread) ?? []));
      if (hostFiles.includes(path) || accountFiles.includes(path)) unclear.delete(thread);
      continue;
    }
    const [thread = ''] = line.split(' ');
    if (/^\d+ +<\.\.\. io_uring_setup resumed>.*= -1 ENOSYS/.test(line)) askedRings.delete(thread);
    if (line === '' || /^\d+ +(\+\+\+ (exited|killed)|--- SIG|<\.\.\. \w+ resumed>)/.test(line)) continue;
    const entry = /^\d+ +(?<call>\w+)\((?<given>.*)$/.exec(line);
    const { call = '', given = '' } = entry?.groups ?? {};
    if (call === '') {
      doubtful.push(line);
      continue;
    }
    calls += 1;
    const family = /\b(?:sa_family=)?(AF_\w+)/.exec(given)?.[1];
    if (call === 'socket' || call === 'socketpair') {
      if (family !== undefined && internetFamilies.includes(family)) internetSockets += 1;
      else if (family === undefined || !localFamilies.includes(family)) doubtful.push(line);
      continue;
    }
    const isInternet = !isLocal(given) || (family !== undefined && internetFamilies.includes(family));
    const port = /sin6?_port=htons\((\d+)\)/.exec(given)?.[1];
    if (call === 'io_uring_setup') {
      if (given.includes('<unfinished ...>')) askedRings.set(thread, line);
      else if (!given.includes('= -1 ENOSYS')) doubtful.push(line);
    } else if (endpointCalls.includes(call)) {
      if (nameServices.test(given)) unclear.set(thread, [...(unclear.get(thread) ?? []), line]);
      else if (!isInternet) continue;
      else if (port !== undefined && namePorts.includes(port)) lookUps.push(line);
      else if (call === 'connect' && isProbe(given, port)) probes += 1;
      else connections.push(line);
    } else if (sendingCalls.includes(call) && isInternet) {
      // strace names every descriptor of a process that lives; of one that is being ended it may only know the number.
      const isUnnamed = family === undefined && /^\d+,/.test(given);
      (isUnnamed ? doubtful : sends).push(line);
      if (port !== undefined && namePorts.includes(port)) lookUps.push(line);
    }
  }
  lookUps.push(...[...unclear.values()].flat());
  doubtful.push(...askedRings.values());
  return { calls, lookUps, connections, sends, probes, internetSockets, doubtful };
}

/** Whether the descriptor is a file, a pipe or a socket of this machine; what strace could not resolve is none. */
function isLocal(given: string): boolean {
  return /^-?\d+<(\/|pipe:|anon_inode:|UNIX|NETLINK|memfd:)/.test(given) || /^-1\b/.test(given);
}

function isProbe(given: string, port: string | undefined): boolean {
  return /^\d+<UDPv6:/.test(given) && port === probe.port && given.includes(`"${probe.address}"`);
}
