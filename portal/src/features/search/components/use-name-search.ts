import { useCallback, useEffect, useState } from "react";

import { checkName } from "../api/check-name";
import { searchNames, type FoundName } from "../api/stream-names";

export interface NameSearch {
  names: FoundName[];
  /** Registrars are still being asked. */
  asking: boolean;
  /** The stream broke, or the search was refused. */
  error: unknown;
  again: () => void;
  /** Asks once more about one name that got no answer. */
  askAgain: (name: FoundName) => Promise<void>;
}

function withAnswers(names: FoundName[], answers: FoundName[]): FoundName[] {
  const told = new Map(answers.map((name) => [name.domain, name]));
  const known = new Set(names.map((name) => name.domain));
  return [...names.map((name) => told.get(name.domain) ?? name), ...answers.filter((name) => !known.has(name.domain))];
}

/** One search from its first name to its last answer. For another search mount it anew. */
export function useNameSearch(q: string, currency: string): NameSearch {
  const [names, setNames] = useState<FoundName[]>([]);
  const [asking, setAsking] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    searchNames({ q, currency, signal: gone.signal, onNames: (answers) => setNames((now) => withAnswers(now, answers)) })
      .catch((failure: unknown) => {
        if (!gone.signal.aborted) setError(failure);
      })
      .finally(() => {
        if (gone.signal.aborted) return;
        setAsking(false);
        // Whoever has not answered by now does not any more.
        setNames((now) => now.map((name) => (name.status === "checking" ? { ...name, status: "unknown" } : name)));
      });
    return () => gone.abort();
  }, [q, currency, attempt]);
  const again = useCallback(() => {
    setError(null);
    setAsking(true);
    setAttempt((count) => count + 1);
  }, []);
  const askAgain = useCallback(
    async (name: FoundName) => {
      setNames((now) => withAnswers(now, [{ ...name, status: "checking" }]));
      const told = await checkName(name.domain, currency).catch(() => ({ ...name, status: "unknown" as const }));
      setNames((now) => withAnswers(now, [told]));
    },
    [currency],
  );
  return { names, asking, error, again, askAgain };
}
