import { useCallback, useState } from "react";

import { dropDraft, readDraft, writeDraft, type Draft } from "../drafts";
import { useSessionState } from "../session";

interface DraftHandle<Values> {
  /** What was kept when the page opened. */
  found: Draft<Values> | null;
  /** Keeps it; null drops it. */
  keep: (values: Values | null) => void;
}

/** The draft of a form by its name ("ticket"), the account's own. It outlives the session that it was written in. */
export function useDraft<Values>(name: string): DraftHandle<Values> {
  const { account, user } = useSessionState();
  // The session may end while the form stands there: what is typed after is still theirs.
  const [owner] = useState(() => account?.id ?? user?.id ?? "");
  const [found] = useState(() => readDraft<Values>(owner, name));
  const keep = useCallback(
    (values: Values | null) => {
      if (values === null) dropDraft(owner, name);
      else writeDraft(owner, name, values);
    },
    [owner, name],
  );
  return { found, keep };
}
