// Builds the window into build/renderer and the program into build/program, each when its sources have changed since the
// last time; silent when they have not.
// With --electron the Electron host is built as well, into build/electron.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { buildWindowFonts } from './windowFonts.ts';

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(top, 'build', 'renderer');

await buildWindowFonts(top);

await whenChanged({
  stamp: join(top, 'build', '.renderer'),
  product: () => join(output, 'index.html'),
  sources: ['renderer/**/*', 'shared/**/*.ts', 'resources/icons/*', 'build/fonts/*.css', 'scripts/build.ts'],
  build: buildWindow,
});

await whenChanged({
  stamp: join(top, 'build', '.program'),
  product: (digest) => join(top, 'build', 'program', digest, 'chromiumLife.mjs'),
  sources: ['electron/**/*.ts', 'shared/**/*.ts', 'package.json', 'scripts/{bundle,programBuild}.ts'],
  build: async (digest) => (await import('./programBuild.ts')).buildProgram(top, digest),
});

if (process.argv.includes('--electron')) {
  const { buildElectron } = await import('./electronBuild.ts');
  await buildElectron(top);
}

interface Build {
  /** File that keeps the digest of the sources built last. */
  readonly stamp: string;
  /** Where this file is missing there is nothing built from sources of this digest. */
  readonly product: (digest: string) => string;
  /** Patterns from the top level; the packages as locked count among them. */
  readonly sources: readonly string[];
  readonly build: (digest: string) => Promise<void>;
}

async function whenChanged({ stamp, product, sources, build }: Build): Promise<void> {
  const hash = createHash('sha256');
  for (const file of globSync([...sources, 'package-lock.json'], { cwd: top, withFileTypes: false }).sort()) {
    if (!/\.\w+$/.test(file)) continue;
    hash.update(file).update(readFileSync(join(top, file)));
  }
  const wanted = hash.digest('hex');
  if (existsSync(product(wanted)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await build(wanted);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

async function buildWindow(): Promise<void> {
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
      rolldownOptions: {
        // Which part of a build took long, and that a package says it may run in a browser: nobody who starts the program asked.
        checks: { pluginTimings: false, moduleLevelDirective: false },
        // Left alone the bundler would cut what the first screen needs wherever another screen shares a part of it.
        output: { codeSplitting: { groups: [{ name: 'first', test: (id) => first.has(id) }] } },
      },
    },
  });
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
