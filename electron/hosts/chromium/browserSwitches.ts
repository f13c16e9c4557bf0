/** Switches of every browser the program starts, each with what it keeps from happening. */
export const quietSwitches: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  // Services that call out by themselves.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--no-pings',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
  // No name is resolved, and what would go out by an address goes to a proxy that is not there.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=socks5://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--disable-quic',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  // No memory of a page is written anywhere.
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disk-cache-size=1',
  '--password-store=basic',
  '--use-mock-keychain',
];

/** Chromium refuses to start its sandbox for the superuser; every other user keeps it. */
export function sandboxSwitches(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
}
