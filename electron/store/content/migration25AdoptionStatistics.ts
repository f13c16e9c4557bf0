const entry = (member: string) => `json_extract(NEW.entry, '$.${member}')`;
const isText = (member: string, most: number) =>
  `json_type(NEW.entry, '$.${member}') IS 'text' AND trim(${entry(member)}) <> '' AND length(${entry(member)}) <= ${most}`;
const isDay = (member: string) => `date(${entry(member)}) IS ${entry(member)} AND ${entry(member)} IS NOT NULL`;
const hasUnits = `json_type(NEW.entry, '$.unitIds') IS 'array' AND json_array_length(NEW.entry, '$.unitIds') BETWEEN 1 AND 30
  AND NOT EXISTS (SELECT 1 FROM json_each(NEW.entry, '$.unitIds') WHERE type <> 'text' OR value = '')`;

/** As `AdoptionRecordEntry` has it, whatever wrote it. */
const isLawful = `${entry('kind')} IS NEW.kind AND CASE NEW.kind
  WHEN 'instruction' THEN ${isText('title', 200)} AND ${isText('level', 40)} AND ${isText('person', 100)} AND ${isDay('day')}
    AND ${hasUnits} AND json_type(NEW.entry, '$.isTold') IN ('true', 'false')
    AND (${entry('scope.kind')} IS 'readers'
      OR (${entry('scope.kind')} IS 'people' AND json_array_length(NEW.entry, '$.scope.personIds') BETWEEN 1 AND 50))
    AND ${entry('scan')} IS NEW.scan
  WHEN 'request' THEN ${isText('unitId', 200)} AND ${isText('topic', 200)} AND ${isDay('dueOn')}
    AND (${entry('manuscriptId')} IS NULL OR EXISTS (SELECT 1 FROM manuscripts WHERE id = ${entry('manuscriptId')}))
  WHEN 'outside' THEN ${isText('title', 200)} AND ${isText('level', 40)} AND ${isText('publication', 100)}
    AND ${isDay('day')} AND ${hasUnits}
  WHEN 'fault' THEN ${isText('unitId', 200)} AND ${isText('faultKind', 40)} AND ${isText('title', 200)} AND ${isDay('day')}
  ELSE 0 END
  AND (NEW.kind = 'instruction' OR NEW.scan IS NULL)
  AND (${entry('articleId')} IS NULL OR EXISTS (SELECT 1 FROM articles WHERE id = ${entry('articleId')}))`;

/**
 * 统计: what is known of adoption beside the issues themselves, the tables by which points are given, and the figures that
 * were published. Tables and published figures are only added to.
 */
export const adoptionStatistics = `
  CREATE TABLE adoption_records (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('instruction', 'request', 'outside', 'fault')),
    entry TEXT NOT NULL CHECK (json_valid(entry) AND json_type(entry) = 'object'),
    scan TEXT REFERENCES paper_scans (sm3),
    recorded_by TEXT NOT NULL CHECK (recorded_by <> ''),
    recorded_at TEXT NOT NULL,
    saved_by TEXT NOT NULL CHECK (saved_by <> ''),
    saved_at TEXT NOT NULL,
    withdrawn_by TEXT CHECK (withdrawn_by <> ''),
    withdrawn_at TEXT,
    reason TEXT CHECK (trim(reason) <> ''),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL) AND (withdrawn_by IS NULL) = (reason IS NULL))
  ) STRICT;
  CREATE TRIGGER adoption_records_lawful BEFORE INSERT ON adoption_records
    WHEN NOT coalesce(${isLawful}, 0) OR NEW.withdrawn_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'this is no record of adoption'); END;
  CREATE TRIGGER adoption_records_lawful_still BEFORE UPDATE ON adoption_records WHEN NOT coalesce(${isLawful}, 0)
    BEGIN SELECT RAISE(ABORT, 'this is no record of adoption'); END;
  CREATE TRIGGER adoption_records_fixed BEFORE UPDATE ON adoption_records
    WHEN OLD.withdrawn_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.kind <> OLD.kind
      OR NEW.recorded_by <> OLD.recorded_by OR NEW.recorded_at <> OLD.recorded_at
    BEGIN SELECT RAISE(ABORT, 'a record stays what it is, and a withdrawn one as it was'); END;
  CREATE TRIGGER adoption_records_kept BEFORE DELETE ON adoption_records
    BEGIN SELECT RAISE(ABORT, 'a record is withdrawn, not removed'); END;

  CREATE TABLE scoring_rules (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    name TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 100),
    effective_from TEXT NOT NULL CHECK (date(effective_from) IS effective_from AND effective_from GLOB '*-01'),
    rules TEXT NOT NULL CHECK (json_valid(rules) AND json_type(rules, '$.adoptions') IS 'array'
      AND json_type(rules, '$.sharing.kind') IS 'text' AND json_type(rules, '$.repeats.kind') IS 'text'
      AND json_type(rules, '$.requests') IS 'object' AND json_type(rules, '$.caps') IS 'array'),
    saved_by TEXT NOT NULL CHECK (saved_by <> ''),
    saved_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER scoring_rules_in_turn BEFORE INSERT ON scoring_rules
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM scoring_rules)
    BEGIN SELECT RAISE(ABORT, 'versions are numbered one by one'); END;
  CREATE TRIGGER scoring_rules_no_update BEFORE UPDATE ON scoring_rules
    BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
  CREATE TRIGGER scoring_rules_no_delete BEFORE DELETE ON scoring_rules
    BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;

  CREATE TABLE published_figures (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    period TEXT NOT NULL CHECK (json_valid(period)),
    from_day TEXT NOT NULL CHECK (date(from_day) IS from_day),
    to_day TEXT NOT NULL CHECK (date(to_day) IS to_day AND to_day > from_day),
    facts_hash TEXT NOT NULL CHECK (length(facts_hash) = 64),
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    statement TEXT NOT NULL CHECK (json_valid(statement) AND json_extract(statement, '$.factsHash') IS facts_hash
      AND json_extract(statement, '$.number') IS number AND json_type(statement, '$.signature') IS 'text'),
    reason TEXT CHECK (trim(reason) <> ''),
    published_by TEXT NOT NULL CHECK (published_by <> ''),
    published_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER published_figures_in_turn BEFORE INSERT ON published_figures
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM published_figures)
      OR NOT EXISTS (SELECT 1 FROM scoring_rules WHERE effective_from <= NEW.to_day)
    BEGIN SELECT RAISE(ABORT, 'figures are published by a table in force, one after another'); END;
  CREATE TRIGGER published_figures_with_reason BEFORE INSERT ON published_figures
    WHEN NEW.reason IS NULL AND EXISTS (SELECT 1 FROM published_figures WHERE period = NEW.period)
    BEGIN SELECT RAISE(ABORT, 'figures of a period that were published are published anew with a reason'); END;
  CREATE TRIGGER published_figures_no_update BEFORE UPDATE ON published_figures
    BEGIN SELECT RAISE(ABORT, 'published figures are never changed'); END;
  CREATE TRIGGER published_figures_no_delete BEFORE DELETE ON published_figures
    BEGIN SELECT RAISE(ABORT, 'published figures are never removed'); END;
  CREATE TRIGGER scoring_rules_forward BEFORE INSERT ON scoring_rules
    WHEN EXISTS (SELECT 1 FROM published_figures WHERE to_day >= NEW.effective_from)
    BEGIN SELECT RAISE(ABORT, 'a version begins after what was published'); END;
`;
