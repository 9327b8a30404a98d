import { createContext, useContext } from "react";

/** Every word that a control says by itself. The application gives them in its language. */
export const uiTextKeys = [
  "all",
  "actions",
  "add",
  "back",
  "cancel",
  "clear",
  "close",
  "collapse",
  "columns",
  "command_empty",
  "command_placeholder",
  "compact",
  "confirm_type",
  "copied",
  "copy",
  "dark",
  "details",
  "empty_default",
  "error_code",
  "expand",
  "filter",
  "go_home",
  "hide",
  "json_field",
  "language",
  "learn_more",
  "light",
  "load_more",
  "loading",
  "menu",
  "next",
  "notifications",
  "of",
  "optional",
  "otp_digit",
  "password_0",
  "password_1",
  "password_2",
  "password_3",
  "password_4",
  "password_hint",
  "rows_selected",
  "remote_failed",
  "remove",
  "request_id",
  "required",
  "retry",
  "reveal",
  "row_count",
  "search",
  "secret_replace",
  "secret_set",
  "select",
  "select_all",
  "select_row",
  "shortcuts",
  "sidebar",
  "skip_to_content",
  "sort_by",
  "stale",
  "step_done",
  "step_now",
  "system",
  "test_connection",
  "theme",
  "unsupported_field",
  "utc",
] as const;
export type UiTextKey = (typeof uiTextKeys)[number];

export interface UiWords {
  locale: string;
  text: (key: UiTextKey, values?: Record<string, string | number>) => string;
  /** The word for a state of api.md, such as "partially_paid". */
  status: (state: string) => string;
  /** Where billing dates are at home; instants show in the viewer's own zone. */
  timeZone?: string;
}

export const UiWordsContext = createContext<UiWords>({
  locale: "en",
  text: (key) => key,
  status: (state) => state,
});

export function useWords() {
  return useContext(UiWordsContext);
}
