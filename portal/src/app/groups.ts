/** The menu from the top down; what they are called stands in locales/<language>/nav/groups.json. */
export const groups = ["home", "products", "billing", "help", "account"];
