import { Button } from '../../ui/Button.tsx';

/** A number in a table that leads to what it is made of; nothing leads nowhere. */
export function NumberCell({
  text,
  label,
  onOpen,
}: {
  readonly text: string;
  /** What it leads to, for whoever does not see the row. */
  readonly label: string;
  readonly onOpen?: (() => void) | undefined;
}) {
  return (
    <td className="statistics-number">
      {onOpen ? (
        <Button kind="quiet" aria-label={`${label}：${text}`} onClick={onOpen}>
          {text}
        </Button>
      ) : (
        text
      )}
    </td>
  );
}
