import './Machines.css';

/** The words of a card in two rows of four, large enough to be read aloud from a chair. */
export function EightWords({ label, words }: { readonly label: string; readonly words: readonly string[] }) {
  return (
    <ol className="eight-words" aria-label={label}>
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a byte, and its word, may come twice
        <li key={index}>
          <span className="eight-words-place second small" aria-hidden="true">
            {index + 1}
          </span>
          {word}
        </li>
      ))}
    </ol>
  );
}
