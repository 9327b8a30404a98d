/** What the menu is called, in every language: loaded with the frame that shows it. */
export const navFiles = import.meta.glob("../locales/*/nav/*.json", { eager: true });
