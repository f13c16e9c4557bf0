/** Markers of ITU T.81, table B.1. Frames: the kinds that browsers draw (baseline, extended, progressive). */
const markers = {
  endOfImage: 0xd9,
  startOfScan: 0xda,
  firstRestart: 0xd0,
  lastRestart: 0xd7,
} as const;
const frames: readonly number[] = [0xc0, 0xc1, 0xc2];

/** Whether a JPEG (ITU T.81) goes from its first segment through a frame and a scan to its end marker. */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasFrame = false;
  let hasScan = false;
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] as number;
    // Any byte of fill may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === markers.endOfImage) return hasFrame && hasScan;
    if (at + 4 > bytes.length) return false;
    if (frames.includes(marker)) hasFrame = true;
    const next = at + 2 + view.getUint16(at + 2);
    if (next < at + 4) return false;
    hasScan ||= marker === markers.startOfScan;
    at = marker === markers.startOfScan ? endOfScan(bytes, next) : next;
  }
  return false;
}

/** The place of the next marker after the packed data of a scan, in which a zero follows each byte that looks like one. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] as number;
    const isData = next === 0 || (next >= markers.firstRestart && next <= markers.lastRestart);
    if (!isData) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}
