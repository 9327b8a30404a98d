import { Button } from "@hostler/ui/button";
import { Input } from "@hostler/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@hostler/ui/popover";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { MessageSquareQuote } from "lucide-react";
import { useState } from "react";

import { cannedReplies, type CannedReply } from "../api/choices";

/** Answers that are given often; those of the ticket's department first. */
export function CannedPicker({ department, onPick }: { department?: string; onPick: (text: string) => void }) {
  const { t } = useTranslation("support");
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="secondary" size="sm">
          <MessageSquareQuote aria-hidden />
          {t("canned.use")}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-80 max-w-[90vw] p-2" aria-label={t("canned.use")}>
        {open && (
          <Choices
            department={department}
            onPick={(reply) => {
              setOpen(false);
              onPick(reply.message);
            }}
          />
        )}
      </PopoverContent>
    </Popover>
  );
}

function Choices({ department, onPick }: { department?: string; onPick: (reply: CannedReply) => void }) {
  const { t } = useTranslation("support");
  const [typed, setTyped] = useState("");
  const query = useQuery(cannedReplies);
  return (
    <div className="flex flex-col gap-2">
      <Input type="search" aria-label={t("canned.search")} placeholder={t("canned.search")} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <Ask
        query={query}
        skeleton={<Skeleton className="h-24" />}
        isEmpty={(list) => list.length === 0}
        empty={<p className="p-2 text-sm text-muted-foreground">{t("canned.none")}</p>}
      >
        {(list) => {
          const words = typed.trim().toLocaleLowerCase();
          const fitting = list
            .filter((reply) => !words || `${reply.name} ${reply.message}`.toLocaleLowerCase().includes(words))
            .sort((a, b) => Number(b.department_id === department) - Number(a.department_id === department) || a.name.localeCompare(b.name));
          return (
            <ul className="max-h-72 overflow-y-auto">
              {fitting.map((reply) => (
                <li key={reply.id}>
                  <button type="button" onClick={() => onPick(reply)} className="w-full rounded-sm px-2 py-1.5 text-start hover:bg-accent">
                    <span className="block text-sm font-medium">{reply.name}</span>
                    <span className="line-clamp-2 text-xs text-muted-foreground">{reply.message}</span>
                  </button>
                </li>
              ))}
            </ul>
          );
        }}
      </Ask>
    </div>
  );
}
