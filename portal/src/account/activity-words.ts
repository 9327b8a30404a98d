type Translate = (key: string, options: { defaultValue: string }) => string;

/** What happened, in the reader's words; what has none yet is shown as it is named. */
export function activityWords(t: Translate, action: string): string {
  return t(`activity:${action.replaceAll(".", "_")}`, { defaultValue: action.replaceAll(/[._]/g, " ") });
}
