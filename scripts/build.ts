// Builds the window into build/renderer when its sources have changed since the last time; silent when they have not.
// With --electron the Electron host is built as well, into build/electron.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
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
  'build/fonts/*.css',
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
  const first = firstModules();
  await build({
    configFile: false,
    root: join(top, 'renderer'),
    base: './',
    logLevel: 'warn',
    resolve: { alias: { '#shared': join(top, 'shared') } },
    plugins: [first.plugin],
    build: {
      outDir: output,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      // Named in the page, so that it is asked for together with the few words that import it.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      // Which part of a build took long is said on a busy machine only, and nobody who starts the program asked.
      rolldownOptions: {
        checks: { pluginTimings: false },
        // Left alone the bundler would cut what the first screen needs wherever another screen shares a part of it.
        output: { codeSplitting: { groups: [{ name: 'first', test: (id) => first.has(id) }] } },
      },
    },
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

if (process.argv.includes('--electron')) {
  const { buildElectron } = await import('./electronBuild.ts');
  await buildElectron(top);
}

/** The modules that the first screen needs before it can be drawn: what the entry imports, and what that imports. */
function firstModules(): { readonly plugin: Plugin; readonly has: (id: string) => boolean } {
  const found = new Set<string>();
  const plugin: Plugin = {
    name: 'first-modules',
    buildEnd() {
      const reached = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry);
      for (const id of reached) {
        if (found.has(id)) continue;
        found.add(id);
        reached.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
  return { plugin, has: (id) => found.has(id) };
}
