/** A length in mm as OFD's files carry it: 0.1 µm, no exponent, no zeros at the end. */
export function decimal(value: number): string {
  const rounded = Number(value.toFixed(4));
  return String(rounded === 0 ? 0 : rounded);
}
