/** Whether a part of the application did not come: after an upgrade its old files are gone, and only the page loaded anew names the new ones. */
export function isMissingModule(error: unknown): boolean {
  // As Chromium, Firefox and Safari say it, in this order.
  return error instanceof Error && /^(Failed to fetch|error loading) dynamically imported module|^Importing a module script failed/.test(error.message);
}
