/** What of a publication's settings says who has to agree to what; absent members have what they had before they were known. */
export const rulesOf = (settings: string) => `json_object(
  'flow', coalesce(json_extract(${settings}, '$.flow'), ''),
  'outputApproval', json_extract(${settings}, '$.outputApproval'),
  'markingRule', coalesce(json_extract(${settings}, '$.markingRule'), 'classified'),
  'paper', coalesce(json_extract(${settings}, '$.allowsPaperSignOff'), 0)
)`;

/** The flow as a publication has it whose editor has chosen none. */
const usualFlow = `'[{"kind":"responsibleEditor","label":"责任编辑"},{"kind":"reviewer","label":"审核"},{"kind":"signer","label":"签发"}]'`;
export const usualRules = rulesOf(`json_object('flow', json(${usualFlow}))`);

export const isDecided = `EXISTS (
  SELECT 1 FROM rule_decisions WHERE publication_id = NEW.id
    AND number = (SELECT max(number) FROM rule_decisions WHERE publication_id = NEW.id)
    AND ${rulesOf('rules')} = ${rulesOf('NEW.settings')}
)`;

/**
 * Who changes the flow of a publication, its output tickets, its records of markings and signing on paper: the security
 * administrator where the 三员 are apart, else the system administrator. An editor proposes it. What is not decided by
 * somebody with the role changes no publication.
 */
export const ruleDecisions = `
  CREATE TABLE rule_decisions (
    number INTEGER PRIMARY KEY,
    publication_id TEXT NOT NULL CHECK (publication_id <> ''),
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER rule_decisions_by_role BEFORE INSERT ON rule_decisions
    WHEN NOT EXISTS (
      SELECT 1 FROM person_roles WHERE person_id = NEW.person
        AND role = iif((SELECT staffing FROM office) = 'strict', 'securityAdministrator', 'systemAdministrator')
    ) OR EXISTS (SELECT 1 FROM rule_decisions WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the rules of a publication are decided by whoever has the role'); END;
  CREATE TRIGGER rule_decisions_no_update BEFORE UPDATE ON rule_decisions
    BEGIN SELECT RAISE(ABORT, 'a decision about rules stays as it was made'); END;
  CREATE TRIGGER rule_decisions_no_delete BEFORE DELETE ON rule_decisions
    BEGIN SELECT RAISE(ABORT, 'a decision about rules stays as it was made'); END;

  CREATE TRIGGER publications_rules_begin BEFORE INSERT ON publications
    WHEN ${rulesOf('NEW.settings')} NOT IN (
        ${usualRules}, ${rulesOf("'{}'")},
        coalesce((SELECT ${rulesOf('settings')} FROM publications WHERE id = NEW.id), '')
      ) AND NOT ${isDecided}
    BEGIN SELECT RAISE(ABORT, 'the rules of a publication are decided by whoever has the role'); END;
  CREATE TRIGGER publications_rules_change BEFORE UPDATE OF settings ON publications
    WHEN ${rulesOf('NEW.settings')} <> ${rulesOf('OLD.settings')} AND NOT ${isDecided}
    BEGIN SELECT RAISE(ABORT, 'the rules of a publication are decided by whoever has the role'); END;

  CREATE TABLE rule_proposals (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    publication_id TEXT NOT NULL REFERENCES publications (id),
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    proposer TEXT NOT NULL REFERENCES people (id),
    proposed_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'refused', 'withdrawn', 'replaced')),
    decided_by TEXT REFERENCES people (id),
    decided_at TEXT,
    reason TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK (state NOT IN ('accepted', 'refused') OR decided_by <> proposer),
    CHECK (state <> 'refused' OR trim(reason) <> '')
  ) STRICT;
  CREATE UNIQUE INDEX rule_proposals_open ON rule_proposals (publication_id) WHERE state = 'proposed';
  CREATE TRIGGER rule_proposals_fixed BEFORE UPDATE ON rule_proposals
    WHEN OLD.state <> 'proposed' OR NEW.id <> OLD.id OR NEW.publication_id <> OLD.publication_id OR NEW.rules <> OLD.rules
      OR NEW.proposer <> OLD.proposer OR NEW.proposed_at <> OLD.proposed_at
    BEGIN SELECT RAISE(ABORT, 'a proposal is decided once'); END;
  CREATE TRIGGER rule_proposals_no_delete BEFORE DELETE ON rule_proposals
    BEGIN SELECT RAISE(ABORT, 'a proposal stays on record'); END;
`;
