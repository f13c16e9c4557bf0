/** Of the package that brings a leg or goes out with it: whether it can be so. */
const withPackage = `CASE packages.direction || ' ' || packages.kind
  WHEN 'written cancel' THEN 0
  WHEN 'written receipt' THEN 0
  WHEN 'taken cancel' THEN NEW.kind = 'cancelled' AND NEW.to_machine = packages.sender
    AND NEW.from_machine IN (SELECT card FROM machine_keys) AND EXISTS (
      SELECT 1 FROM package_cancels
      WHERE hash = packages.hash AND direction = 'taken' AND outcome = 'honoured' AND leg = NEW.statement
    )
  WHEN 'taken receipt' THEN NEW.kind = 'cancelled' AND NEW.to_machine IN (SELECT card FROM machine_keys) AND EXISTS (
      SELECT 1 FROM package_cancels
      WHERE answer = packages.hash AND direction = 'written' AND outcome = 'honoured'
    )
  ELSE packages.kind IN ('submit', 'return', 'signed') AND (packages.direction = 'taken' OR (
    NEW.kind = 'sent' AND NEW.from_machine IN (SELECT card FROM machine_keys) AND (
      NEW.to_machine IN (SELECT card FROM machine_keys) OR EXISTS (
        SELECT 1 FROM package_places
        WHERE package_places.hash = packages.hash AND direction = 'written' AND machine = NEW.to_machine
      )
    )
  )) END`;

/**
 * Each leg of an issue's way is signed by the machine that had the issue, follows the one before and goes with a package or a
 * decision that is on record; an issue comes back from where it is; and what is said of packages that were given up, and of
 * articles with two texts, is about rows that are there.
 */
export const signedLegs = `
  -- As it was signed; NULL for one from before legs were signed.
  ALTER TABLE issue_legs ADD COLUMN statement TEXT;
  -- It went out with this package, or came here with it; NULL for what a person has taken back as lost.
  ALTER TABLE issue_legs ADD COLUMN package TEXT;
  CREATE TRIGGER issue_legs_signed BEFORE INSERT ON issue_legs
    WHEN NEW.statement IS NULL OR NOT json_valid(NEW.statement) OR (
      SELECT NEW.statement ->> 'issue' IS NOT NEW.issue_id OR NEW.statement ->> 'number' IS NOT NEW.number
        OR NEW.statement ->> 'kind' IS NOT NEW.kind OR NEW.statement ->> 'at' IS NOT NEW.at
        OR NEW.statement ->> 'from' IS NOT NEW.from_machine OR NEW.statement ->> 'to' IS NOT NEW.to_machine
        OR length(NEW.statement ->> 'signature') IS NOT 128
        OR NEW.statement ->> 'previous' IS NOT coalesce((
          SELECT hash FROM issue_legs WHERE issue_id = NEW.issue_id AND number = NEW.number - 1
        ), '')
    )
    BEGIN SELECT RAISE(ABORT, 'a leg is as its machine has signed it'); END;
  CREATE TRIGGER issue_legs_follow BEFORE INSERT ON issue_legs
    WHEN EXISTS (
      SELECT 1 FROM issue_legs AS before WHERE issue_id = NEW.issue_id AND number = NEW.number - 1 AND NOT CASE NEW.kind
        WHEN 'sent' THEN NEW.from_machine = before.to_machine
        WHEN 'cancelled' THEN before.kind = 'sent'
          AND NEW.from_machine = before.to_machine AND NEW.to_machine = before.from_machine
        ELSE before.kind = 'sent' AND NEW.from_machine = before.from_machine END
    ) OR (NEW.kind = 'cancelled' AND NEW.number = 1) OR (NEW.kind = 'lost') <> (NEW.from_machine = NEW.to_machine)
    BEGIN SELECT RAISE(ABORT, 'an issue goes on from where it is'); END;
  CREATE TRIGGER issue_legs_of_package BEFORE INSERT ON issue_legs
    WHEN CASE WHEN NEW.package IS NULL
      THEN NEW.kind <> 'lost' OR NEW.from_machine NOT IN (SELECT card FROM machine_keys) OR NOT EXISTS (
        SELECT 1 FROM lent_issues WHERE issue_id = NEW.issue_id AND back_how = 'lost' AND back_at = NEW.at
      )
      ELSE NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.package AND direction <> 'refused' AND issue_id = NEW.issue_id AND ${withPackage}
      ) END
    BEGIN SELECT RAISE(ABORT, 'a leg goes with a package or a decision that is on record'); END;

  -- The leg by which the issue goes back, as this machine has signed it.
  ALTER TABLE package_cancels ADD COLUMN leg TEXT;
  CREATE TRIGGER package_cancels_leg BEFORE INSERT ON package_cancels
    WHEN (NEW.direction = 'taken' AND NEW.outcome = 'honoured') <> (NEW.leg IS NOT NULL) OR (
      NEW.leg IS NOT NULL AND (
        NOT json_valid(NEW.leg) OR NEW.leg ->> 'issue' IS NOT NEW.issue_id OR NEW.leg ->> 'kind' IS NOT 'cancelled'
        OR NEW.leg ->> 'to' IS NOT (SELECT sender FROM packages WHERE hash = NEW.hash AND direction = 'taken')
      )
    )
    BEGIN SELECT RAISE(ABORT, 'what is given back goes by a signed leg'); END;
  CREATE TRIGGER package_cancels_leg_fixed BEFORE UPDATE OF leg ON package_cancels
    BEGIN SELECT RAISE(ABORT, 'what is given back goes by a signed leg'); END;

  DROP TRIGGER lent_issues_begin;
  CREATE TRIGGER lent_issues_begin BEFORE INSERT ON lent_issues
    WHEN NEW.back_at IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM issues WHERE id = NEW.issue_id AND content_hash = NEW.content_hash)
      OR NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.hash AND issue_id = NEW.issue_id AND CASE direction
          WHEN 'written' THEN kind IN ('submit', 'return', 'signed') AND NEW.is_copy = 0 AND EXISTS (
            SELECT 1 FROM package_places
            WHERE package_places.hash = NEW.hash AND direction = 'written' AND machine = NEW.machine
          )
          WHEN 'taken' THEN kind IN ('submit', 'return', 'signed', 'cancel') AND NEW.is_copy = 1
            AND NEW.machine NOT IN (SELECT card FROM machine_keys) AND NEW.machine IS coalesce((
              SELECT to_machine FROM issue_legs WHERE issue_id = NEW.issue_id ORDER BY number DESC LIMIT 1
            ), sender)
          ELSE 0 END
      )
    BEGIN SELECT RAISE(ABORT, 'an issue is lent out by a package that holds it'); END;
  DROP TRIGGER lent_issues_back;
  CREATE TRIGGER lent_issues_back BEFORE UPDATE OF back_at, back_how, back_hash, back_by, back_reason ON lent_issues
    WHEN OLD.back_at IS NOT NULL OR NEW.back_at IS NULL
      OR (NEW.back_how = 'returned' AND NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.back_hash AND direction = 'taken' AND issue_id = OLD.issue_id
          AND kind IN ('submit', 'return', 'signed') AND sender IN (
            -- Whoever it was lent to, and whoever it is at or comes from by the last leg.
            SELECT OLD.machine UNION ALL SELECT value FROM json_each((
              SELECT json_array(from_machine, to_machine) FROM issue_legs
              WHERE issue_id = OLD.issue_id ORDER BY number DESC LIMIT 1
            ))
          )
      ))
      OR (NEW.back_how = 'lost') <> (trim(coalesce(NEW.back_reason, '')) <> '')
      OR (NEW.back_how = 'cancelled' AND NOT EXISTS (
        SELECT 1 FROM package_cancels
        WHERE package = OLD.hash AND direction = 'written' AND outcome = 'honoured' AND answer = NEW.back_hash
      ))
    BEGIN SELECT RAISE(ABORT, 'an issue comes back once, by a package of the machine that has it'); END;

  CREATE TRIGGER skipped_packages_begin BEFORE INSERT ON skipped_packages
    WHEN NOT EXISTS (
      SELECT 1 FROM packages
      WHERE number = (SELECT max(number) FROM packages) AND direction = 'taken' AND sender = NEW.machine
        AND coalesce(issue_id, '') = NEW.issue_id AND (trim(NEW.reason) <> '' OR kind = 'cancel')
        AND NOT EXISTS (
          SELECT 1 FROM package_places WHERE package_places.hash = packages.hash AND package_places.direction = 'taken'
        )
    ) OR NEW.sequence <= coalesce((
      SELECT max(sequence) FROM package_places
      WHERE direction = 'taken' AND own = NEW.own AND machine = NEW.machine AND issue_id = NEW.issue_id
    ), 0)
    BEGIN SELECT RAISE(ABORT, 'packages are given up for one that has come after them'); END;

  CREATE TRIGGER unresolved_articles_begin BEFORE INSERT ON unresolved_articles
    WHEN NEW.resolved_at IS NOT NULL
      OR NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.package AND direction = 'taken' AND sender = NEW.machine AND issue_id = NEW.issue_id
      )
      OR NOT EXISTS (
        SELECT 1 FROM article_versions JOIN articles ON articles.id = article_id
        WHERE article_id = NEW.article_id AND article_versions.version = NEW.other AND articles.version <> NEW.other
      )
    BEGIN SELECT RAISE(ABORT, 'an article has two texts by a package that brought one'); END;
`;
