import { Pin } from "lucide-react";
import { useQuery } from "@tanstack/react-query";

import { listNotes } from "../api/notes";

/** What colleagues want to be seen first. */
export function PinnedNotes({ id }: { id: string }) {
  const { data = [] } = useQuery(listNotes(id));
  const pinned = data.filter((note) => note.pinned);
  if (pinned.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2">
      {pinned.map((note) => (
        <li key={note.id} className="flex items-start gap-2 rounded-lg border border-warning/30 bg-warning/10 p-3 text-sm">
          <Pin className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
          <p className="min-w-0 flex-1 break-words whitespace-pre-wrap">
            {note.message} <span className="text-xs text-muted-foreground">– {note.author_name}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
