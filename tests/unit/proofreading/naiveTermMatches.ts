import { isSister } from '#shared/proofreading/oneCharacterMisses.ts';
import { type SoundsOf, standsAsName } from '#shared/proofreading/soundMisses.ts';
import { rightOf, type Term, wrongOf } from '#shared/proofreading/term.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Found extends Place {
  readonly id: string;
  readonly rank: number;
  readonly isListed: boolean;
  readonly order: number;
}

const latin = /[A-Za-z0-9]/;
const han = /^\p{Script=Han}$/u;

/** The definition of the matcher, word by word: every form at every place, every pair of places compared. */
export function naiveTermMatches(terms: readonly Term[], text: string, soundsOf: SoundsOf) {
  const isCut = ({ start, end }: Place) =>
    [start, end].some((at) => latin.test(text.charAt(at - 1)) && latin.test(text.charAt(at)));
  const placesOf = (words: string): readonly Place[] =>
    Array.from({ length: text.length }, (_, start) => ({ start, end: start + words.length })).filter(
      (place) => text.slice(place.start, place.end) === words && !isCut(place),
    );
  const rankOf = (term: Term) => (term.publicationId === undefined ? 0 : 1);
  const rights = terms.flatMap((term) => {
    const right = rightOf(term.entry);
    return right === undefined ? [] : placesOf(right).map((place) => ({ ...place, rank: rankOf(term) }));
  });
  const found = terms.flatMap((term, order): Found[] => {
    const base = { id: term.id, rank: rankOf(term), order };
    const listed = wrongOf(term.entry).flatMap((words) =>
      placesOf(words).map((place) => ({ ...place, ...base, isListed: true })),
    );
    return [...listed, ...nearPlaces(term).map((place) => ({ ...place, ...base, isListed: false }))];
  });
  const isRight = ({ start, end, rank }: Found) =>
    rights.some(
      (right) =>
        right.rank >= rank &&
        right.start < end &&
        right.end > start &&
        !(right.start >= start && right.end <= end && right.end - right.start < end - start),
    );
  const ordered = found
    .filter((one) => !isRight(one))
    .sort(
      (one, other) =>
        other.end - other.start - (one.end - one.start) ||
        other.rank - one.rank ||
        Number(other.isListed) - Number(one.isListed) ||
        one.order - other.order ||
        one.start - other.start,
    );
  const kept: Found[] = [];
  for (const one of ordered) {
    if (kept.every(({ start, end }) => end <= one.start || start >= one.end)) kept.push(one);
  }
  return kept
    .sort((one, other) => one.start - other.start)
    .map(({ start, end, id, isListed }) => ({ start, end, id, isListed }));

  function nearPlaces({ entry }: Term): readonly Place[] {
    if (entry.kind !== 'name') return [];
    const { right, sounds, oneCharacter } = entry;
    return Array.from({ length: Math.max(0, text.length - right.length + 1) }, (_, start) => ({
      start,
      end: start + right.length,
    })).filter((place) => {
      const words = text.slice(place.start, place.end);
      if (words === right || isCut(place)) return false;
      const wrong = places(right).filter((index) => words.charAt(index) !== right.charAt(index));
      const isOne =
        wrong.length === 1 && han.test(words.charAt(wrong[0] ?? 0)) && !isSister([...right], [...words], wrong[0] ?? 0);
      const plain = (sound: string | undefined) => (right.length > 2 ? sound?.slice(0, -1) : sound);
      const isAlike =
        wrong.length < right.length &&
        (right.length > 2 || standsAsName(text, place.start, place.end)) &&
        places(right).every((index) => {
          const [heard] = soundsOf(words.charAt(index));
          const own = soundsOf(right.charAt(index));
          if (heard === undefined || own.length === 0) return words.charAt(index) === right.charAt(index);
          return own.some((sound) => plain(sound) === plain(heard));
        });
      return (oneCharacter && isOne) || (sounds && isAlike);
    });
  }
}

function places(words: string): readonly number[] {
  return Array.from(words, (_, index) => index);
}
