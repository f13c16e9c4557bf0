import { rulesOf, usualRules } from './migration13RuleDecisions.ts';

const said = (member: string) => `json_extract(NEW.statement, '$.${member}')`;
const isSignedNumber = `json_type(NEW.statement, '$.number') IS 'integer'`;

/**
 * Decisions about different publications are made on different machines without a common count: a row counts the order of arrival here, and
 * the number in the statement, which stays what was signed where it was decided, grows within the publication. What another machine has decided
 * about the same publication stands apart, as it was told, until a decision here goes on from it.
 */
export const rulesApart = `
  DROP TRIGGER rule_decisions_by_role;
  CREATE TRIGGER rule_decisions_by_role BEFORE INSERT ON rule_decisions
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM rule_decisions)
      OR NEW.statement IS NULL
      OR NOT ${isSignedNumber}
      OR ${said('number')} <= (
        SELECT coalesce(max(coalesce(json_extract(statement, '$.number'), number)), 0) FROM rule_decisions
        WHERE publication_id = NEW.publication_id
      )
      OR ${said('publication')} IS NOT NEW.publication_id
      OR ${said('person')} IS NOT NEW.person
      OR ${said('at')} IS NOT NEW.at
      OR ${said('signature')} IS NULL
      OR NOT (
        (${said('kind')} IN ('decided', 'adopted') AND EXISTS (
          SELECT 1 FROM person_roles WHERE person_id = NEW.person
            AND role = iif((SELECT staffing FROM office) = 'strict', 'securityAdministrator', 'systemAdministrator')
        ))
        OR (${said('kind')} = 'begun' AND ${rulesOf('NEW.rules')} IN (${usualRules}, ${rulesOf("'{}'")})
          AND ${said('settles')} IS NULL
          AND EXISTS (SELECT 1 FROM person_roles WHERE person_id = NEW.person AND role = 'editor')
          AND NOT EXISTS (SELECT 1 FROM rule_decisions WHERE publication_id = NEW.publication_id)
          AND NOT EXISTS (SELECT 1 FROM publications WHERE id = NEW.publication_id))
      )
    BEGIN SELECT RAISE(ABORT, 'the rules of a publication are decided and signed by whoever has the role'); END;

  CREATE TABLE rule_decisions_apart (
    number INTEGER PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publications (id),
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    statement TEXT NOT NULL UNIQUE CHECK (json_valid(statement)),
    -- The machine that has told it, and who took the package.
    sender TEXT NOT NULL REFERENCES machines (card),
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rule_decisions_apart_by_publication ON rule_decisions_apart (publication_id, number);
  CREATE TRIGGER rule_decisions_apart_on_record BEFORE INSERT ON rule_decisions_apart
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM rule_decisions_apart)
      OR ${said('publication')} IS NOT NEW.publication_id
      OR ${said('signature')} IS NULL
      OR NOT ${isSignedNumber}
      OR EXISTS (SELECT 1 FROM rule_decisions WHERE statement = NEW.statement)
      OR coalesce((SELECT action FROM audit ORDER BY sequence DESC LIMIT 1), '')
        NOT IN ('noteDecisionFork', 'takeRegister', 'joinOffice')
    BEGIN SELECT RAISE(ABORT, 'what another machine has decided apart is put down on record'); END;
  CREATE TRIGGER rule_decisions_apart_no_update BEFORE UPDATE ON rule_decisions_apart
    BEGIN SELECT RAISE(ABORT, 'what another machine has decided apart stays on record'); END;
  CREATE TRIGGER rule_decisions_apart_no_delete BEFORE DELETE ON rule_decisions_apart
    BEGIN SELECT RAISE(ABORT, 'what another machine has decided apart stays on record'); END;
`;
