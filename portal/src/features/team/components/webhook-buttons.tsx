import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { changeWebhook, removeWebhook, renewSecret, type Webhook } from "../api/webhooks";

import { WebhookDialog } from "./webhook-dialog";

type Question = "switch_off" | "renew" | "remove";

/** Changing, switching, renewing its secret, removing. Switching it on needs no question. */
export function WebhookButtons({ hook, onSecret }: { hook: Webhook; onSecret: (secret: string) => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Question | "change" | null>(null);
  const { run, busy, failure, clear } = useWrite(async (what: Question | "switch_on") => {
    if (what === "remove") await removeWebhook(hook.id);
    else if (what === "renew") onSecret(await renewSecret(hook.id));
    else await changeWebhook(hook.id, { active: what === "switch_on" });
  });
  const close = () => {
    clear();
    setAsking(null);
  };
  const go = async (what: Question | "switch_on") => {
    if (!(await run(what))) return;
    close();
    if (what === "remove") {
      await navigate({ href: "/account/webhooks" } as never);
      queries.removeQueries({ queryKey: ["webhooks", "one", hook.id] });
    }
    await queries.invalidateQueries({ queryKey: ["webhooks"] });
  };
  const question = asking === "change" ? null : asking;
  return (
    <>
      <Button variant="secondary" onClick={() => setAsking("change")}>
        {t("edit")}
      </Button>
      {hook.active ? (
        <Button variant="secondary" onClick={() => setAsking("switch_off")}>
          {t("hook.switch_off")}
        </Button>
      ) : (
        <Button busy={busy} onClick={() => void go("switch_on")}>
          {t("hook.switch_on")}
        </Button>
      )}
      <Button variant="secondary" onClick={() => setAsking("renew")}>
        {t("hook.renew")}
      </Button>
      <Button variant="ghost" className="text-destructive" onClick={() => setAsking("remove")}>
        {t("remove")}
      </Button>
      {asking === "change" && <WebhookDialog webhook={hook} onClose={close} />}
      <ConfirmDialog
        open={question !== null}
        onOpenChange={(open) => !open && close()}
        title={question ? t(`hook.ask.${question}`) : ""}
        consequence={question ? t(`hook.ask.${question}_text`) : ""}
        confirm={question === "remove" ? t("remove") : question === "renew" ? t("hook.renew") : t("hook.switch_off")}
        danger={question === "remove"}
        busy={busy}
        error={failure?.text}
        onConfirm={() => question && void go(question)}
      />
    </>
  );
}
