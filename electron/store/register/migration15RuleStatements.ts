import { isDecided, rulesOf, usualRules } from './migration13RuleDecisions.ts';

const said = (member: string) => `json_extract(NEW.statement, '$.${member}')`;

/**
 * A decision about the rules of a publication is signed by whoever decides, bound to the one before it; and each person
 * signs which of them were there at the last sign-in. A new publication begins with a signed decision too: an editor signs
 * the usual rules, anything else is for whoever has the role. Decisions from before have no statement: the next sign-in of
 * whoever has the role signs the rules as they are.
 */
export const ruleStatements = `
  ALTER TABLE rule_decisions ADD COLUMN statement TEXT CHECK (statement IS NULL OR json_valid(statement));
  CREATE INDEX rule_decisions_by_publication ON rule_decisions (publication_id, number);
  DROP TRIGGER rule_decisions_by_role;
  CREATE TRIGGER rule_decisions_by_role BEFORE INSERT ON rule_decisions
    WHEN EXISTS (SELECT 1 FROM rule_decisions WHERE number >= NEW.number)
      OR NEW.statement IS NULL
      OR ${said('number')} IS NOT NEW.number
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
          AND EXISTS (SELECT 1 FROM person_roles WHERE person_id = NEW.person AND role = 'editor')
          AND NOT EXISTS (SELECT 1 FROM rule_decisions WHERE publication_id = NEW.publication_id)
          AND NOT EXISTS (SELECT 1 FROM publications WHERE id = NEW.publication_id))
      )
    BEGIN SELECT RAISE(ABORT, 'the rules of a publication are decided and signed by whoever has the role'); END;
  DROP TRIGGER publications_rules_begin;
  CREATE TRIGGER publications_rules_begin BEFORE INSERT ON publications
    WHEN ${rulesOf('NEW.settings')} <> coalesce((SELECT ${rulesOf('settings')} FROM publications WHERE id = NEW.id), '')
      AND NOT ${isDecided}
    BEGIN SELECT RAISE(ABORT, 'the rules of a publication are decided by whoever has the role'); END;

  CREATE TABLE rule_witnesses (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    statement TEXT NOT NULL CHECK (json_valid(statement))
  ) STRICT;
`;
