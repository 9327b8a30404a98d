import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { DescriptionList } from "@hostler/ui/description-list";
import { Secret } from "@hostler/ui/secret";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { FileDown } from "lucide-react";
import { useState, type ReactNode } from "react";

import { fetchDatabaseAccess, fetchKubeconfig, type DatabaseAccess } from "../api/access";
import type { Part } from "../api/parts";

import { titleOf } from "./use-part-columns";

/** How to get into a cluster: a file that is saved, never shown. */
export function ClusterAccess({ part }: { part: Part }) {
  const { t } = useTranslation("compute");
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const save = async () => {
    setBusy(true);
    setError("");
    try {
      saveBlob(new Blob([await fetchKubeconfig(part.id)], { type: "application/yaml" }), `${titleOf(part).replaceAll(/[^\w.-]+/g, "-")}-kubeconfig.yaml`);
    } catch (failure) {
      setError(explain(failure).detail ?? "");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={t("access")}>
      <Button variant="secondary" busy={busy} onClick={() => void save()}>
        {!busy && <FileDown aria-hidden />}
        {t("kubeconfig")}
      </Button>
      <p className="mt-3 text-xs text-muted-foreground">{t("access_text")}</p>
      {error && (
        <p role="alert" className="mt-2 text-sm text-destructive">
          {error}
        </p>
      )}
    </Card>
  );
}

const schemes: Record<string, string> = { postgresql: "postgresql", mysql: "mysql", mongodb: "mongodb", valkey: "rediss" };

/** As programs take it: "postgresql://user:password@host:port/database". */
function connectionString(engine: string, { host, port, user, password, database }: DatabaseAccess): string {
  const who = user ? `${encodeURIComponent(user)}:${encodeURIComponent(password ?? "")}@` : "";
  return `${schemes[engine] ?? engine}://${who}${host ?? ""}${port ? `:${port}` : ""}${database ? `/${database}` : ""}`;
}

/** How to get into a database: its password and the whole address are shown on purpose, and forgotten again. */
export function DatabaseAccessCard({ part, engine }: { part: Part; engine: string }) {
  const { t } = useTranslation("compute");
  const explain = useExplain();
  const [known, setKnown] = useState<Omit<DatabaseAccess, "password"> | null>(null);
  const [error, setError] = useState("");
  const reveal = (what: (access: DatabaseAccess) => string) => async () => {
    setError("");
    try {
      const { password, ...rest } = await fetchDatabaseAccess(part.id);
      setKnown(rest);
      return what({ ...rest, password });
    } catch (failure) {
      setError(explain(failure).detail ?? "");
      throw failure;
    }
  };
  const copied = (text: string | number | undefined, label: string): [string, ReactNode] | null =>
    text === undefined || text === ""
      ? null
      : [
          label,
          <span key={label} className="inline-flex items-center gap-1">
            <code className="font-mono text-sm break-all">{text}</code>
            <CopyButton value={String(text)} />
          </span>,
        ];
  return (
    <Card title={t("access")}>
      <DescriptionList
        facts={[
          copied(known?.host, t("detail.host")),
          copied(known?.port, t("detail.port")),
          copied(known?.user, t("detail.user")),
          copied(known?.database, t("detail.database")),
          [t("password"), <Secret key="password" label={t("password")} reveal={reveal((access) => access.password ?? "")} />],
          [t("connection"), <Secret key="connection" label={t("connection")} reveal={reveal((access) => connectionString(engine, access))} />],
        ]}
      />
      <p className="mt-3 text-xs text-muted-foreground">{t("access_text")}</p>
      {error && (
        <p role="alert" className="mt-2 text-sm text-destructive">
          {error}
        </p>
      )}
    </Card>
  );
}
