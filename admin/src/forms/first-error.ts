/** What an answer says of a row of a form: of itself, or of anything in it. */
export function firstError(errors: Record<string, string>, path: string): string | undefined {
  return Object.entries(errors).find(([field]) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`))?.[1];
}
