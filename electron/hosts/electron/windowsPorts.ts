/**
 * The port of each printer that is set up on Windows, from what `reg query …\Print\Printers /s /v Port` answers: the key
 * of a printer, then `Port REG_SZ USB001`. Connections to another machine's printers are kept elsewhere and are not among
 * them.
 */
export function parseWindowsPorts(answer: string): ReadonlyMap<string, string> {
  const ports = new Map<string, string>();
  let printer: string | undefined;
  for (const line of answer.split(/\r?\n/)) {
    const [, key] = /\\Print\\Printers\\([^\\]+)$/i.exec(line) ?? [];
    if (key !== undefined) printer = key;
    const [, port] = /^\s+Port\s+REG_SZ\s+(.*?)\s*$/i.exec(line) ?? [];
    if (printer !== undefined && port !== undefined) ports.set(printer, port);
  }
  return ports;
}

/** A cable of this machine; a port by address (IP_…, WSD-…), of a remote session or into a file is none. */
export function isLocalPort(port: string | undefined): boolean {
  return port !== undefined && /^(?:USB\d+|DOT4_\d+|LPT\d+:?|COM\d+:?)$/i.test(port);
}
