/** The menu from the top down; what they are called stands in locales/<language>/nav/groups.json. */
export const groups = ["today", "people", "money", "catalogue", "infrastructure", "automation", "setup"];
