/** 常用语 of each person who has changed the usual ones; a list of their own, in their order. */
export const phraseTables = `
  CREATE TABLE opinion_phrases (
    person TEXT PRIMARY KEY REFERENCES people (id),
    phrases TEXT NOT NULL CHECK (json_valid(phrases) AND json_type(phrases) = 'array' AND json_array_length(phrases) <= 30),
    saved_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER opinion_phrases_insert BEFORE INSERT ON opinion_phrases
    WHEN EXISTS (SELECT 1 FROM json_each(NEW.phrases) WHERE type <> 'text' OR trim(value) = '' OR length(value) > 200)
    BEGIN SELECT RAISE(ABORT, 'a phrase is a text of up to 200 characters'); END;
  CREATE TRIGGER opinion_phrases_update BEFORE UPDATE ON opinion_phrases
    WHEN EXISTS (SELECT 1 FROM json_each(NEW.phrases) WHERE type <> 'text' OR trim(value) = '' OR length(value) > 200)
    BEGIN SELECT RAISE(ABORT, 'a phrase is a text of up to 200 characters'); END;
`;
