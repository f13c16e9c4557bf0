/**
 * 手写签名: the picture of a person's written name, for 发稿单 alone. A picture is stored once under the hash of its bytes;
 * which one is a person's may change, and what was frozen with an older one keeps it.
 */
export const signaturePictures = `
  CREATE TABLE signature_pictures (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    mime TEXT NOT NULL CHECK (mime IN ('image/png', 'image/jpeg')),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1000000)
  ) STRICT;
  CREATE TRIGGER signature_pictures_no_update BEFORE UPDATE ON signature_pictures
    BEGIN SELECT RAISE(ABORT, 'a picture is named by its bytes'); END;

  CREATE TABLE person_signatures (
    person TEXT PRIMARY KEY CHECK (person <> ''),
    sha256 TEXT NOT NULL REFERENCES signature_pictures (sha256),
    set_at TEXT NOT NULL
  ) STRICT;
`;
