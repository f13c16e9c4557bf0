import { readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WindowAsset } from './host.ts';

const root = fileURLToPath(new URL('../../build/renderer/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * What the pages may load and run: the program's own files, pictures and fonts it holds in memory, nothing by any
 * address. Styles set by script are not text and need no exception.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "worker-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The built window's file for a path of its own address; undefined for anything outside the build, and for a path that
 * cannot be read or could not name a file.
 */
export function windowAsset(path: string): WindowAsset | undefined {
  const relative = decoded(path === '/' ? '/index.html' : path);
  if (relative === undefined || relative.includes('\0')) return undefined;
  const file = join(root, normalize(relative));
  const type = types[extname(file)];
  if (!file.startsWith(root.endsWith(sep) ? root : root + sep) || !type) return undefined;
  try {
    const headers = {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    };
    return { bytes: readFileSync(file), headers };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
