/** What an answer says of a row of a form: of itself, or of anything in it. */
export function firstError(errors: Record<string, string>, path: string): string | undefined {
  return Object.entries(errors).find(([field]) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`))?.[1];
}

/** Whether a field of an answer belongs to one of these: "pricing[0].price" to "pricing". */
export function within(...names: string[]): (field: string) => boolean {
  return (field) => names.includes(field.split(/[.[]/)[0] ?? "");
}
