/** Where an address says to go on to: a path of our own and nothing else ("//elsewhere.example" is another site). */
export function ownPath(wanted: string | undefined, otherwise: string): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : otherwise;
}
