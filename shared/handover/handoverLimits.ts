/**
 * What a package, a card and a revocation may hold at most. Whatever comes from a medium is counted against these before
 * anything is made of it, so that no file can take more memory or time than its own size explains.
 */
export const handoverLimits = {
  cardBytes: 4096,
  /** The two legible lines at the head of a volume. */
  headBytes: 8192,
  /** The head of the envelope: one short paragraph for each receiver. */
  envelopeHeadBytes: 16_384,
  manifestBytes: 1 << 20,
  receivers: 16,
  /** Packages of others that the sender names as seen. */
  seen: 64,
  parts: 5000,
  partBytes: 512 * 1024 * 1024,
  packageBytes: 2 * 1024 * 1024 * 1024,
  /** Of the documents of an issue once their pictures stand in them, which travel once. */
  expandedBytes: 2 * 1024 * 1024 * 1024,
  volumes: 99,
  /** Smaller ones hold hardly more than their head. */
  volumeBytes: 1 << 20,
} as const;
