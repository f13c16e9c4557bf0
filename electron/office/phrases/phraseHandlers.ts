import { Phrases, type phraseCommands } from '#shared/contract/phraseCommands.ts';
import { usualPhrases } from '#shared/workflow/usualPhrases.ts';
import { changeRegister, type Handlers, instantOf, sessionOf } from '../officeContext.ts';

/** 常用语 of the person signed in; nobody is given another's. */
export const phraseHandlers: Handlers<keyof typeof phraseCommands> = {
  readPhrases(context) {
    const { register, personId } = sessionOf(context);
    const stored = register.prepare('SELECT phrases FROM opinion_phrases WHERE person = ?').pluck().get(personId);
    return { phrases: stored === undefined ? [...usualPhrases] : Phrases.parse(JSON.parse(String(stored))) };
  },

  savePhrases(context, { phrases }) {
    const { personId } = sessionOf(context);
    changeRegister(context, (register, record) => {
      register
        .prepare(
          `INSERT INTO opinion_phrases (person, phrases, saved_at) VALUES (?, ?, ?)
           ON CONFLICT (person) DO UPDATE SET phrases = excluded.phrases, saved_at = excluded.saved_at`,
        )
        .run(personId, JSON.stringify(phrases), instantOf(context));
      record('savePhrases', personId, { phrases: phrases.length });
    });
    return {};
  },
};
