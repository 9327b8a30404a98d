import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";

import { listParts, type Part } from "../api/parts";

import { kindOf } from "./kinds";
import { useDetail } from "./part-details";
import { titleOf } from "./use-part-columns";

/** What of one kind was made for this machine; it ends with the machine. */
export function Belongings({ word, instance }: { word: string; instance: string }) {
  const { t } = useTranslation("compute");
  const Link = useLink();
  const kind = kindOf(word);
  const detail = useDetail();
  const query = useInfiniteQuery(listParts(kind));
  return (
    <Card
      title={t(`kind.${word}.title`)}
      flush
      action={
        <Button asChild variant="ghost" size="sm">
          <Link href={`${kind.path}?new=1&instance=${instance}`} aria-label={t(`kind.${word}.new`)}>
            <Plus aria-hidden />
            {t("add")}
          </Link>
        </Button>
      }
    >
      <Ask query={query} skeleton={<SkeletonRows rows={2} />}>
        {(list) => {
          const own = list.pages.flatMap((page) => (page.data ?? []) as Part[]).filter((part) => part.instance_id === instance);
          if (own.length === 0) return <p className="px-4 pt-1 pb-4 text-sm text-muted-foreground">{t("none_here")}</p>;
          return (
            <ul className="divide-y pb-1">
              {own.map((part) => (
                <li key={part.id} className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
                  <Link href={`${kind.path}/${part.id}`} className="inline-flex min-h-6 items-center font-medium break-all hover:underline">
                    {titleOf(part)}
                  </Link>
                  <span className="text-xs text-muted-foreground">
                    {kind.columns
                      .filter((name) => name !== "ip" && name !== "attached")
                      .map((name) => {
                        const shown = detail(name, (part.details as Record<string, unknown> | null)?.[name]);
                        return shown === null ? null : <span key={name}>{shown} </span>;
                      })}
                  </span>
                  <StatusBadge state={part.state} className="ms-auto" />
                </li>
              ))}
            </ul>
          );
        }}
      </Ask>
    </Card>
  );
}
