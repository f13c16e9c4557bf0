// Builds the window into build/renderer when its sources have changed since the last time; silent when they have not.
// With --electron the Electron host is built as well, into build/electron.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWindowFonts } from './windowFonts.ts';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(top, 'build', 'renderer');
const stamp = join(top, 'build', '.renderer');

await buildWindowFonts(top);

const hash = createHash('sha256');
const sources = [
  'renderer/**/*',
  'shared/**/*.ts',
  'resources/icons/*',
  'build/fonts/windowFonts.css',
  'package-lock.json',
  'scripts/build.ts',
];
for (const file of globSync(sources, { cwd: top, withFileTypes: false }).sort()) {
  if (!/\.\w+$/.test(file)) continue;
  hash.update(file).update(readFileSync(join(top, file)));
}
const wanted = hash.digest('hex');

if (!existsSync(join(output, 'index.html')) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  // Loaded only when there is something to build: loading it costs more than looking.
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: join(top, 'renderer'),
    base: './',
    logLevel: 'warn',
    resolve: { alias: { '#shared': join(top, 'shared') } },
    build: {
      outDir: output,
      emptyOutDir: true,
      target: 'chrome130',
      // Everything comes from the disk beside the program; one file each is read faster than many.
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      // Which part of a build took long is said on a busy machine only, and nobody who starts the program asked.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

if (process.argv.includes('--electron')) {
  const { buildElectron } = await import('./electronBuild.ts');
  await buildElectron(top);
}
