// Brings the checkout to the state in which every command runs: packages as locked, a Chromium, the project's Node 24.
// Plain JavaScript for Node 20 and later, because it runs before anything is installed. Silent when nothing is to do.
// With --for=window the window is built too; with --for=test also what the tests look with: a screen, a tracer.
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

/** Installs Debian's packages where that is possible: as root, on Debian. */
function installSystemPackages(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packages.join(', ')} …`);
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  );
}

function installBrowser() {
  if (findBrowser()) return;
  const packages = ['chromium', 'chromium-l10n'];
  if (installSystemPackages(packages) && findBrowser()) return;
  fail(
    `No Chromium was found. Install it with:\n  sudo apt-get install -y ${packages.join(' ')}\n` +
      'or name one in the environment variable NEIKAN_CHROMIUM.',
  );
}

/** What only tests need; where it cannot be installed, the tests that need it skip and say so. */
function installTestTools() {
  if (process.platform !== 'linux') return;
  const tools = [
    ['xvfb', '/usr/bin/Xvfb'],
    ['strace', '/usr/bin/strace'],
    ['xdotool', '/usr/bin/xdotool'],
  ];
  const missing = tools.filter(([, file]) => !existsSync(file)).map(([name]) => name);
  if (missing.length > 0) installSystemPackages(missing);
}

function buildWindow() {
  // The project's own Node runs TypeScript; npm puts it first on the path.
  if (!run('node', [join(top, 'scripts', 'build.ts')])) fail('The window could not be built.');
}

const purpose = process.argv.find((argument) => argument.startsWith('--for='))?.slice('--for='.length);
installPackages();
installBrowser();
if (purpose === 'test') installTestTools();
if (purpose !== undefined) buildWindow();
