import { useCallback } from "react";

import { useTextWords } from "../../../records/words";
import type { Message } from "../api/messages";

/** What a message is: "First overdue notice". */
export function useMessageTitle(): (message: Pick<Message, "channel" | "kind">) => string {
  const words = useTextWords();
  return useCallback((message) => words(message.channel === "sms" ? "sms" : "mail", message.kind), [words]);
}
