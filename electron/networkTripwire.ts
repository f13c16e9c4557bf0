// Imported before anything else by every process of the program: from then on an attempt to open an internet socket, to
// listen on one or to look up a name throws at the place that tries. Pipes to child processes are not touched, since
// they are never connected. What the linter bans in our own code this stops in packages as well.

type Members = Record<string, unknown>;

function refuseNetwork(): never {
  throw new Error('The program uses no network: a socket or a look-up was attempted.');
}

function refuseMembers(holder: object, isRefused: (name: string) => boolean): void {
  for (const name of Object.getOwnPropertyNames(holder).filter(isRefused)) {
    if (typeof (holder as Members)[name] !== 'function') continue;
    Object.defineProperty(holder, name, { value: refuseNetwork, writable: false, configurable: false });
  }
}

const isLookUp = (name: string): boolean => /^(lookup|resolve|reverse)/.test(name);
const net = process.getBuiltinModule('node:net');
const dns = process.getBuiltinModule('node:dns');
const dgram = process.getBuiltinModule('node:dgram');

// http, https, http2, tls and what fetch is made of all end in a Socket's connect or a Server's listen.
refuseMembers(net, (name) => ['connect', 'createConnection'].includes(name));
refuseMembers(net.Socket.prototype, (name) => name === 'connect');
refuseMembers(net.Server.prototype, (name) => name === 'listen');
refuseMembers(dgram, (name) => name === 'createSocket');
refuseMembers(dgram.Socket.prototype, (name) => ['bind', 'connect', 'send'].includes(name));
for (const holder of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  refuseMembers(holder, isLookUp);
}
refuseMembers(globalThis, (name) => ['fetch', 'WebSocket', 'EventSource'].includes(name));
// Names imported from these modules are bound again, `import { lookup }` included.
process.getBuiltinModule('node:module').syncBuiltinESMExports();
