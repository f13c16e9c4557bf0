/** How far the keyring had come when it was last opened: an older one in its place has come less far. */
export const keyringSeen = `
  CREATE TABLE keyring_seen (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- The number of the audit row that the keyring kept as the end of the register's chain.
    sequence INTEGER NOT NULL CHECK (sequence >= 0)
  ) STRICT;
`;
