import type { ClipboardEvent } from "react";

/** Pictures that are pasted into a message; text is pasted as ever. */
export function filesIn(event: ClipboardEvent): File[] {
  const files = [...event.clipboardData.files];
  if (files.length > 0) event.preventDefault();
  return files;
}
