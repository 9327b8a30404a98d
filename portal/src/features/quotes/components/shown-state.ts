import type { Quote } from "../api/quotes";

/** What was sent is open to who has to decide. */
export function shownState(quote: Quote): string {
  return quote.status === "sent" ? "open" : quote.status;
}
