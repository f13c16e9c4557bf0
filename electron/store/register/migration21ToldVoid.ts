const isDeclared = `(
  json_extract(NEW.void_declaration, '$.card') IS NEW.card AND EXISTS (
    SELECT 1 FROM machines
    WHERE card = json_extract(NEW.void_declaration, '$.by') AND confirmed_at IS NOT NULL AND revoked_at IS NULL
  )
)`;

/**
 * What another machine says of a card without a declaration is told to whoever confirms it, who names the teller where the card is confirmed
 * in spite of it. A declaration that a confirmed machine has signed keeps it from being confirmed.
 */
export const toldVoid = `
  ALTER TABLE machines ADD COLUMN void_declaration TEXT CHECK (void_declaration IS NULL OR json_valid(void_declaration));
  ALTER TABLE machines ADD COLUMN confirmed_despite TEXT CHECK (length(confirmed_despite) = 64);
  DROP TRIGGER machines_confirmed;
  CREATE TRIGGER machines_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by, confirmed_despite ON machines
    WHEN OLD.confirmed_at IS NOT NULL OR OLD.revoked_at IS NOT NULL OR NEW.confirmed_at IS NULL
      OR OLD.void_declaration IS NOT NULL OR NEW.confirmed_despite IS NOT OLD.void_told_by
      OR NOT EXISTS (
        SELECT 1 FROM person_roles WHERE person_id = NEW.confirmed_by AND role = 'securityAdministrator'
      )
    BEGIN SELECT RAISE(ABORT, 'a card is confirmed once, by the security administrator'); END;
  DROP TRIGGER machines_void_told;
  CREATE TRIGGER machines_void_told BEFORE UPDATE OF void_told_by, void_declaration ON machines
    WHEN OLD.confirmed_at IS NOT NULL OR OLD.revoked_at IS NOT NULL OR NEW.void_told_by IS NULL
      OR NEW.void_told_by <> coalesce(OLD.void_told_by, NEW.void_told_by)
      OR OLD.void_declaration IS NOT NULL OR NOT (NEW.void_declaration IS NULL OR ${isDeclared})
    BEGIN SELECT RAISE(ABORT, 'a card stays as it was taken'); END;
`;
