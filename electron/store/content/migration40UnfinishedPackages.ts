/**
 * An issue of which volumes went onto media that were taken out, while the package was not on record yet: found at a sign-in, its
 * writing was cut off, and whoever wrote it is told.
 */
export const unfinishedPackages = `
  CREATE TABLE unfinished_packages (
    issue_id TEXT PRIMARY KEY REFERENCES issues (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    -- Of the volumes that are written, as the register would name them.
    media TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
`;
