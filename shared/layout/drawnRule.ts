/** A rule drawn as a shape: borders are rounded to whole pixels (0.26 mm), shapes keep their weight. */
export function drawnRule(name: string): string {
  return `<svg class="rule ${name}" aria-hidden="true"><rect width="100%" height="100%"/></svg>`;
}
