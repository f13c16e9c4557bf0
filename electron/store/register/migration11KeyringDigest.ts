/** What the keyring held when it was last lawfully changed or opened: entries that were exchanged show by it. */
export const keyringDigests = `
  ALTER TABLE keyring_seen ADD COLUMN digest TEXT CHECK (digest IS NULL OR length(digest) = 64);
`;
