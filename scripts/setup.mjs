// Brings the checkout to the state in which every command runs: packages as locked, a Chromium, the project's Node 24.
// Plain JavaScript for Node 20 and later, because it runs before anything is installed. Silent when nothing is to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(top, 'node_modules', '.neikan-setup');

/** Browsers that can serve, the wrapper scripts of distributions left out: they add switches of their own. */
const browserCandidates = [
  process.env.NEIKAN_CHROMIUM,
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function findBrowser() {
  return browserCandidates.find((path) => path && existsSync(path));
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: top, stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function installPackages() {
  const lock = readFileSync(join(top, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages as locked …');
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    fail('The packages could not be installed. Run "npm ci" to see why.');
  }
  writeFileSync(stamp, wanted);
}

function installBrowser() {
  if (findBrowser()) return;
  const packages = ['chromium', 'chromium-l10n'];
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot) {
    console.log('Installing Chromium …');
    process.env.DEBIAN_FRONTEND = 'noninteractive';
    const installed =
      run('apt-get', ['update', '-qq']) &&
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
    if (installed && findBrowser()) return;
  }
  fail(
    `No Chromium was found. Install it with:\n  sudo apt-get install -y ${packages.join(' ')}\n` +
      'or name one in the environment variable NEIKAN_CHROMIUM.',
  );
}

installPackages();
installBrowser();
