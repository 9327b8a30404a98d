import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { toast } from "@hostler/ui/toaster";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { restoreVersion } from "../api/edit-zone";
import { getVersion, isWorking, listVersions, type RecordBody, type Version, type Zone } from "../api/zones";

import type { Propose } from "./use-proposal";

interface VersionListProps {
  zone: Zone;
  /** Nothing is restored over changes that wait. */
  dirty: boolean;
  propose: Propose;
  /** Puts a version's records into the editor, where they can still be changed. */
  onTakeUp: (records: RecordBody[]) => void;
}

/** Everything that was published, newest first: each can be gone back to. */
export function VersionList({ zone, dirty, propose, onTakeUp }: VersionListProps) {
  const { t } = useTranslation(["dns", "common"]);
  const query = useInfiniteQuery(listVersions(zone.id));
  return (
    <Card flush>
      {dirty && <p className="border-b px-4 py-3 text-sm text-warning">{t("versions.dirty")}</p>}
      <Ask
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={(list) => list.pages.every((part) => (part.data ?? []).length === 0)}
        empty={<p className="px-4 py-10 text-center text-sm text-muted-foreground">{t("versions.none")}</p>}
      >
        {(list) => (
          <ul className="divide-y" aria-label={t("tab.versions")}>
            {list.pages
              .flatMap((part) => part.data ?? [])
              .map((version) => (
                <Row key={version.serial} zone={zone} version={version} dirty={dirty} propose={propose} onTakeUp={onTakeUp} />
              ))}
          </ul>
        )}
      </Ask>
      {query.hasNextPage && (
        <div className="flex justify-center border-t p-2">
          <Button variant="ghost" size="sm" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("common:ui.load_more")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Row({ zone, version, dirty, propose, onTakeUp }: VersionListProps & { version: Version }) {
  const { t } = useTranslation("dns");
  const explain = useExplain();
  const queries = useQueryClient();
  const { user } = useSessionState();
  const [busy, setBusy] = useState<"restore" | "take_up" | null>(null);
  const now = version.serial === zone.serial && version.state === "published";
  const blocked = dirty || isWorking(zone.state);
  const act = async (what: "restore" | "take_up", work: () => Promise<void>) => {
    setBusy(what);
    try {
      await work();
    } catch (error) {
      void toast("error", t("versions.failed"), { description: explain(error).detail });
    } finally {
      setBusy(null);
    }
  };
  const title = t("versions.number", { serial: version.serial });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2.5 text-sm">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {title}
          {now ? <StatusBadge state="active" /> : version.state !== "published" && <StatusBadge state={version.state} />}
          {version.note && <span className="font-normal text-muted-foreground">{version.note}</span>}
        </p>
        <p className="text-xs text-muted-foreground">
          <Instant value={version.created_at} /> · {t("unpublished_parts", { added: version.added, changed: version.changed, removed: version.removed })} ·{" "}
          {version.author === user?.id ? t("versions.you") : <span className="font-mono">{version.author}</span>}
        </p>
      </div>
      {!now && (
        <span className="flex gap-2">
          <Button
            size="sm"
            variant="ghost"
            disabled={blocked}
            busy={busy === "take_up"}
            aria-label={`${t("versions.take_up")}: ${title}`}
            onClick={() => void act("take_up", async () => onTakeUp((await queries.fetchQuery(getVersion(zone.id, version.serial))).records ?? []))}
          >
            {t("versions.take_up")}
          </Button>
          {version.state === "published" && (
            <Button
              size="sm"
              variant="secondary"
              disabled={blocked}
              busy={busy === "restore"}
              aria-label={`${t("versions.restore")}: ${title}`}
              onClick={() =>
                void act("restore", () =>
                  propose(t("versions.restore_title", { serial: version.serial }), (how) => restoreVersion(zone.id, version.serial, { serial: zone.serial, ...how })),
                )
              }
            >
              {t("versions.restore")}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
