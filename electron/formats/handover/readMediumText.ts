import { handoverLimits } from '#shared/handover/handoverLimits.ts';

/** The text of a card or a revocation as it came from a medium; '' where it is no text or too long to be one. */
export function readMediumText(bytes: Uint8Array): string {
  if (bytes.length > handoverLimits.cardBytes) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}
