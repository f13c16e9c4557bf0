import { digestWords } from '#shared/issue/digestWords.ts';
import './Digest.css';

export interface DigestProps {
  readonly label: string;
  /** Lower-case hex. */
  readonly digest: string;
}

/** A digest to be compared: as words that are read aloud, and as digits, four at a time. */
export function Digest({ label, digest }: DigestProps) {
  return (
    <section className="digest" aria-label={label}>
      <h3>{label}</h3>
      <p className="digest-words">
        {digestWords(digest).map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a byte, and its word, may come twice
          <span key={index}>{word} </span>
        ))}
      </p>
      <p className="digest-digits">
        {(digest.match(/.{1,4}/g) ?? []).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other name than their place
          <span key={index}>{group} </span>
        ))}
      </p>
    </section>
  );
}
