import type { WindowAsset } from '../host.ts';
import { ownOrigin } from './security.ts';

/** Answers a request of `app://neikan/…` from the built window: 200 with its headers, or 404. */
export function assetResponse(
  request: { readonly url: string; readonly method: string },
  asset: (path: string) => WindowAsset | undefined,
): Response {
  const found = request.method === 'GET' ? assetOf(request.url, asset) : undefined;
  if (!found) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(found.bytes), { status: 200, headers: { ...found.headers } });
}

function assetOf(url: string, asset: (path: string) => WindowAsset | undefined): WindowAsset | undefined {
  if (!url.startsWith(`${ownOrigin}/`) || !URL.canParse(url)) return undefined;
  return asset(new URL(url).pathname);
}
