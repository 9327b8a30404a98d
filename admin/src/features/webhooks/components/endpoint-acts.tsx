import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { KeyRound, Pause, Pencil, Play, Trash2 } from "lucide-react";

import { changeWebhook, eventsOf, removeWebhook, renewSecret, type Webhook } from "../api/webhooks";

export function EndpointActs({ webhook, onSecret }: { webhook: Webhook; onSecret: (secret: string) => void }) {
  const { t } = useTranslation("webhooks");
  const { id, url, active } = webhook;
  const shared = { size: "sm" as const, variant: "ghost" as const, invalidates: ["webhooks"] };
  return (
    <span className="flex flex-wrap gap-1 py-1">
      <ActButton
        {...shared}
        label={t("edit")}
        icon={Pencil}
        title={t("edit_title")}
        consequence={t("edit_text")}
        confirm={t("save")}
        fields={[
          { name: "url", label: t("url"), required: true, value: url, help: t("url_help") },
          { name: "events", label: t("events"), required: true, value: (webhook.events ?? []).join(", "), help: t("events_help") },
          { name: "description", label: t("what_for"), value: webhook.description },
        ]}
        run={({ url = "", events = "", description = "" }) => changeWebhook(id, { url, events: eventsOf(events), description })}
        done={t("saved")}
      />
      <ActButton
        {...shared}
        label={active ? t("pause") : t("resume")}
        icon={active ? Pause : Play}
        title={active ? t("pause_title") : t("resume_title")}
        consequence={active ? t("pause_text", { url }) : t("resume_text", { url })}
        run={() => changeWebhook(id, { active: !active })}
        done={t("saved")}
      />
      <ActButton
        {...shared}
        label={t("renew")}
        icon={KeyRound}
        title={t("renew_title")}
        consequence={t("renew_text")}
        run={() => renewSecret(id)}
        onDone={(made) => onSecret(made.secret)}
      />
      <ActButton
        {...shared}
        label={t("remove")}
        icon={Trash2}
        danger
        title={t("remove_title")}
        consequence={t("remove_text", { url })}
        run={() => removeWebhook(id)}
        done={t("removed")}
      />
    </span>
  );
}
