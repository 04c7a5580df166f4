/** A whole number with its thousands apart: `1,240`. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}
