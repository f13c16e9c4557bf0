import type { AdoptionRecordEntry } from '#shared/statistics/adoptionRecord.ts';

/** All that the fields of a record hold while it is filled in; which of them count depends on its kind. */
export interface RecordDraft {
  readonly kind: AdoptionRecordEntry['kind'];
  readonly articleId: string;
  readonly title: string;
  readonly unitIds: readonly string[];
  readonly level: string;
  readonly day: string;
  readonly person: string;
  readonly text: string;
  readonly isForPeople: boolean;
  readonly personIds: readonly string[];
  readonly isTold: boolean;
  readonly manuscriptId: string;
  readonly publication: string;
  readonly faultKind: string;
}

export function emptyDraft(kind: AdoptionRecordEntry['kind'], day: string): RecordDraft {
  return {
    kind,
    articleId: '',
    title: '',
    unitIds: [],
    level: '',
    day,
    person: '',
    text: '',
    isForPeople: false,
    personIds: [],
    isTold: false,
    manuscriptId: '',
    publication: '',
    faultKind: '',
  };
}

export function draftOf(entry: AdoptionRecordEntry): RecordDraft {
  const empty = emptyDraft(entry.kind, '');
  switch (entry.kind) {
    case 'instruction': {
      const { scope, articleId = '', scan: _scan, ...rest } = entry;
      const personIds = scope.kind === 'people' ? scope.personIds : [];
      return { ...empty, ...rest, articleId, isForPeople: scope.kind === 'people', personIds };
    }
    case 'request': {
      const { topic, requirement, dueOn, unitId, manuscriptId = '' } = entry;
      return { ...empty, title: topic, text: requirement, day: dueOn, unitIds: [unitId], manuscriptId };
    }
    case 'outside': {
      const { articleId = '', ...rest } = entry;
      return { ...empty, ...rest, articleId };
    }
    case 'fault': {
      const { unitId, faultKind, title, day, note } = entry;
      return { ...empty, unitIds: [unitId], faultKind, title, day, text: note };
    }
    default:
      return entry satisfies never;
  }
}

/** What is to be saved; undefined while something is missing. */
export function entryOf(draft: RecordDraft): AdoptionRecordEntry | undefined {
  const { kind, day, unitIds } = draft;
  const [unitId] = unitIds;
  const title = draft.title.trim();
  if (title === '' || !/^\d{4}-\d{2}-\d{2}$/.test(day) || unitId === undefined) return undefined;
  const article = draft.articleId === '' ? {} : { articleId: draft.articleId };
  switch (kind) {
    case 'instruction': {
      if (draft.level.trim() === '' || draft.person.trim() === '') return undefined;
      if (draft.isForPeople && draft.personIds.length === 0) return undefined;
      const { level, person, text, isTold } = draft;
      const scope = draft.isForPeople
        ? { kind: 'people' as const, personIds: [...draft.personIds] }
        : { kind: 'readers' as const };
      return { kind, ...article, title, unitIds: [...unitIds], level, day, person, text, scope, isTold };
    }
    case 'request': {
      const met = draft.manuscriptId === '' ? {} : { manuscriptId: draft.manuscriptId };
      return { kind, unitId, topic: title, requirement: draft.text, dueOn: day, ...met };
    }
    case 'outside': {
      const { level, publication } = draft;
      if (level.trim() === '' || publication.trim() === '') return undefined;
      return { kind, ...article, title, unitIds: [...unitIds], level, publication, day };
    }
    case 'fault': {
      if (draft.faultKind.trim() === '') return undefined;
      return { kind, unitId, faultKind: draft.faultKind, title, day, note: draft.text };
    }
    default:
      return kind satisfies never;
  }
}
