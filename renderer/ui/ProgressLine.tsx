import './ProgressLine.css';

/** How far a long piece of work has come, in words and as a line. */
export function ProgressLine({
  label,
  part,
  whole,
}: {
  readonly label: string;
  readonly part: number;
  readonly whole: number;
}) {
  return (
    <div className="progress">
      <p role="status">{label}</p>
      <progress value={part} max={whole} aria-label={label} />
    </div>
  );
}
