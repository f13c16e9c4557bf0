const leading = /^[●○★☆◆◇■□▲△▪◎※►▶➢✦❖•]\s*/;

/** A line of a title without the sign that parts articles: ● before it, 【】 round it, over several lines too. */
export function withoutTitleSigns(text: string): string {
  return unsigned(text) || text;
}

function unsigned(text: string): string {
  const plain = text.replace(leading, '');
  const inner = /^【([^【】]+)】$/.exec(plain)?.[1];
  if (inner !== undefined) return inner.trim();
  if (/^【[^】]*$/.test(plain)) return plain.slice(1).trim();
  return /^[^【]*】$/.test(plain) ? plain.slice(0, -1).trim() : plain;
}
