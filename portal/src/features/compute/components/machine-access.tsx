import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { DescriptionList } from "@hostler/ui/description-list";
import { Secret } from "@hostler/ui/secret";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { fetchCredentials } from "../api/act-on-instance";
import { addressOf, type Instance } from "../api/instances";

/** How to sign in to it: asked for by a deliberate click with a fresh factor, noted, and gone on leaving. */
export function MachineAccess({ instance }: { instance: Instance }) {
  const { t } = useTranslation("compute");
  const explain = useExplain();
  const [user, setUser] = useState("root");
  const [error, setError] = useState("");
  const ip = addressOf(instance);
  const reveal = async () => {
    setError("");
    try {
      const { username, password } = await fetchCredentials(instance.id);
      if (username) setUser(username);
      return password;
    } catch (failure) {
      setError(explain(failure).detail ?? "");
      throw failure;
    }
  };
  const command = ip ? `ssh ${user}@${ip}` : null;
  return (
    <Card title={t("access")}>
      <DescriptionList
        facts={[
          command
            ? [
                t("ssh"),
                <span key="ssh" className="inline-flex items-center gap-1">
                  <code className="font-mono text-sm break-all">{command}</code>
                  <CopyButton value={command} label={t("copy_ssh")} />
                </span>,
              ]
            : null,
          [t("password"), <Secret key="password" label={t("password")} reveal={reveal} />],
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
