// Bundles what Electron runs: it takes no TypeScript. Packages stay outside, where their files and binaries are.
import { readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';

const aliases = ['shared', 'store', 'formats', 'office', 'hosts', 'cli'] as const;

/** Writes build/electron/{main.mjs, office.mjs, baseCheckWorker.mjs, preload.cjs}. */
export async function buildElectron(top: string): Promise<void> {
  const outDir = join(top, 'build', 'electron');
  const electron = join(top, 'electron');
  rmSync(outDir, { recursive: true, force: true });
  const entries = [
    { file: 'main.mjs', entry: join(electron, 'main.ts'), format: 'es' },
    { file: 'office.mjs', entry: join(electron, 'office', 'officeProcess.ts'), format: 'es' },
    { file: 'baseCheckWorker.mjs', entry: join(electron, 'store', 'baseCheckWorker.ts'), format: 'es' },
    // A sandboxed preload may be nothing but one file of CommonJS.
    { file: 'preload.cjs', entry: join(electron, 'preload.ts'), format: 'cjs' },
  ] as const;
  for (const { file, entry, format } of entries) {
    await build({
      configFile: false,
      root: top,
      logLevel: 'warn',
      plugins: [keepPlaces(outDir)],
      resolve: {
        alias: Object.fromEntries(
          aliases.map((name) => [`#${name}`, join(top, name === 'shared' ? name : `electron/${name}`)]),
        ),
      },
      build: {
        outDir,
        emptyOutDir: false,
        ssr: true,
        target: 'node24',
        minify: false,
        reportCompressedSize: false,
        rolldownOptions: {
          input: entry,
          external: (id: string) => id === 'electron' || isBuiltin(id) || packages(top).some((name) => isOf(id, name)),
          output: { format, entryFileNames: file, codeSplitting: false },
        },
      },
    });
  }
}

/** A bundled source still finds the files beside it: `import.meta.url` stays the address of the source itself. */
function keepPlaces(outDir: string): Plugin {
  return {
    name: 'keep-places',
    transform(code, id) {
      if (!code.includes('import.meta.url') || id.includes('node_modules')) return null;
      const place = JSON.stringify(relative(outDir, id).replaceAll('\\', '/'));
      return { code: code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`), map: null };
    },
  };
}

let known: readonly string[] | undefined;

function packages(top: string): readonly string[] {
  known ??= Object.keys(
    (JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { dependencies: Record<string, string> })
      .dependencies,
  );
  return known;
}

function isOf(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}/`);
}
