import type { registerCommands } from '#shared/contract/registerCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { specimenIssue } from '#shared/issue/specimenIssue.ts';
import { layoutFaults } from '#shared/layout/layoutFaults.ts';
import type { Flow } from '#shared/workflow/flow.ts';
import { flowShortage } from '#shared/workflow/roleSeparation.ts';
import { selectPeople } from '../accounts/peopleQueries.ts';
import { recomposeDraftsOf } from '../issues/composeIssue.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { listFonts, typesetPages } from '../lazyFormats.ts';
import { changeContent, changeRegister, type Handlers, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication, selectPublications } from './publicationQueries.ts';
import { ruleChanges } from './ruleChanges.ts';

type PublicationCommands = Extract<
  keyof typeof registerCommands,
  'listPublications' | 'savePublication' | 'previewPublication' | 'listFonts'
>;

/** 刊物: what an issue takes over when it begins. */
export const publicationHandlers: Handlers<PublicationCommands> = {
  listPublications(context) {
    return selectPublications(sessionOf(context).register);
  },

  savePublication(context, { id, name, settings }) {
    const faults = layoutFaults(settings.layout);
    if (faults.length > 0) throw new OfficeError('unprintable', faults.join(''));
    const saved = { id: id ?? context.environment.newId(), name, settings };
    changeRegister(context, (register, record) => {
      const before = id === undefined ? PublicationSettings.parse({}) : selectPublication(register, id).settings;
      // Whoever leaves later is not in the way of other settings: only another flow has to have its people.
      if (canonicalJson(settings.flow) !== canonicalJson(before.flow)) requireHeldFlow(context, settings.flow);
      const namesake = register.prepare('SELECT 1 FROM publications WHERE name = ? AND id <> ?').get(name, saved.id);
      if (namesake) throw new OfficeError('nameTaken', `已有名为“${name}”的刊物。`);
      register
        .prepare(
          `INSERT INTO publications (id, name, settings) VALUES (@id, @name, @settings)
           ON CONFLICT (id) DO UPDATE SET name = @name, settings = @settings`,
        )
        .run({ ...saved, settings: JSON.stringify(settings) });
      record(
        'savePublication',
        saved.id,
        ruleChanges(before, settings, (personId) => personNameOf(context, personId)),
      );
    });
    if (sessionOf(context).content) {
      changeContent(context, (content, record) => {
        for (const issueId of recomposeDraftsOf(content, saved))
          record('saveIssue', issueId, { publication: saved.id });
      });
    }
    context.environment.emit({ kind: 'changed', nouns: ['publications', 'issues'] });
    return saved;
  },

  async previewPublication(context, { name, settings }) {
    const { print } = context.environment;
    const specimen = specimenIssue(name, settings);
    const { pages, pdf } = await typesetPages(specimen, settings.layout, print, { draft: { name: '示例' } });
    return { pages, pdf: new Uint8Array(pdf) };
  },

  listFonts(_context, { source }) {
    return listFonts({ source });
  },
};

/** Throws incomplete where the office has not the people for a flow. */
function requireHeldFlow(context: OfficeContext, flow: Flow): void {
  const people = selectPeople(sessionOf(context).register).filter(({ leftAt }) => leftAt === undefined);
  const shortage = flowShortage(people, flow, (personId) => personNameOf(context, personId));
  if (shortage !== undefined) throw new OfficeError('incomplete', `流程没有保存：${shortage}`, { missing: [shortage] });
}
