const isWord = (word: string) =>
  `(${word} = trim(${word}) AND ${word} <> '' AND length(${word}) <= 50 AND ${word} NOT GLOB '[=+@-]*'
    AND instr(${word}, char(10)) = 0 AND instr(${word}, char(13)) = 0 AND instr(${word}, char(9)) = 0
    AND instr(${word}, '；') = 0 AND instr(${word}, ';') = 0)`;
const isNote = (note: string) =>
  `(${note} = trim(${note}) AND ${note} <> '' AND length(${note}) <= 200 AND ${note} NOT GLOB '[=+@-]*')`;
const member = (name: string) => `json_extract(NEW.entry, '$.${name}')`;
const wrong = `json_each(coalesce(${member('wrong')}, '[]'))`;

/** As `TermEntry` has it, whatever wrote it; a form has so many others at least. */
export const isLawfulEntry = (leastWrong: 0 | 1) => `CASE ${member('kind')}
  WHEN 'form' THEN ${isWord(member('right'))} AND json_array_length(NEW.entry, '$.wrong') BETWEEN ${leastWrong} AND 20
  WHEN 'name' THEN ${isWord(member('right'))} AND length(${member('right')}) >= 2
    AND json_array_length(NEW.entry, '$.wrong') <= 20
    AND json_type(NEW.entry, '$.sounds') IN ('true', 'false') AND json_type(NEW.entry, '$.oneCharacter') IN ('true', 'false')
    AND (${member('oneCharacter')} = 0 OR length(${member('right')}) >= 4)
    AND (${member('sounds')} OR ${member('oneCharacter')} OR json_array_length(NEW.entry, '$.wrong') > 0)
  WHEN 'avoid' THEN ${isWord(member('words'))} AND ${isNote(member('reason'))}
    AND (${member('suggestion')} IS NULL OR (${isWord(member('suggestion'))} AND ${member('suggestion')} <> ${member('words')}))
  ELSE 0 END
  AND NEW.words IS coalesce(${member('words')}, ${member('right')})
  AND (${member('note')} IS NULL OR ${isNote(member('note'))})
  AND NOT EXISTS (SELECT 1 FROM ${wrong} WHERE type <> 'text' OR NOT ${isWord('value')} OR value = NEW.words)
  AND (SELECT count(DISTINCT value) = count(*) FROM ${wrong})`;

const takeForms = `
  DELETE FROM term_forms WHERE term_id = NEW.id;
  INSERT INTO term_forms (publication, form, term_id)
    SELECT coalesce(NEW.publication_id, ''), NEW.words, NEW.id
    UNION SELECT coalesce(NEW.publication_id, ''), value, NEW.id FROM ${wrong};`;

/**
 * 用语: the lexicon of the office and of its publications, the built-in rules that were switched, and what is not reported
 * in an article any more. A form belongs to one entry of a set, as right or as wrong.
 */
export const terms = `
  CREATE TABLE terms (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    publication_id TEXT CHECK (publication_id <> ''),
    words TEXT NOT NULL,
    entry TEXT NOT NULL CHECK (json_valid(entry) AND json_type(entry) = 'object'),
    saved_by TEXT NOT NULL,
    saved_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE term_forms (
    publication TEXT NOT NULL,
    form TEXT NOT NULL,
    term_id TEXT NOT NULL REFERENCES terms (id) ON DELETE CASCADE,
    PRIMARY KEY (publication, form)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX term_forms_by_term ON term_forms (term_id);
  CREATE TRIGGER terms_lawful BEFORE INSERT ON terms WHEN NOT coalesce(${isLawfulEntry(1)}, 0)
    BEGIN SELECT RAISE(ABORT, 'this is no entry of a lexicon'); END;
  CREATE TRIGGER terms_lawful_still BEFORE UPDATE ON terms WHEN NOT coalesce(${isLawfulEntry(1)}, 0) OR NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'this is no entry of a lexicon'); END;
  CREATE TRIGGER terms_enough BEFORE INSERT ON terms
    WHEN (SELECT count(*) FROM terms) >= 5000 AND NOT EXISTS (SELECT 1 FROM terms WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a lexicon has 5000 entries at the most'); END;
  CREATE TRIGGER terms_forms AFTER INSERT ON terms BEGIN ${takeForms} END;
  CREATE TRIGGER terms_forms_anew AFTER UPDATE ON terms BEGIN ${takeForms} END;

  CREATE TABLE proofreading_rules (
    rule TEXT PRIMARY KEY CHECK (rule GLOB '[a-z]*'),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    switched_by TEXT NOT NULL,
    switched_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE ignored_findings (
    article_id TEXT NOT NULL REFERENCES articles (id),
    source TEXT NOT NULL CHECK (source GLOB 'term:?*' OR source GLOB 'rule:?*'),
    quote TEXT NOT NULL CHECK (quote <> '' AND length(quote) <= 100),
    ignored_by TEXT NOT NULL,
    ignored_at TEXT NOT NULL,
    PRIMARY KEY (article_id, source, quote)
  ) STRICT, WITHOUT ROWID;
`;
