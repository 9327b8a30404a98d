import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";
import { Power, PowerOff, Trash2 } from "lucide-react";
import { useEffect } from "react";

import { removeHook, saveHook, type Hook } from "../api/hooks";

export function HookActs({ hook }: { hook: Hook }) {
  const { t } = useTranslation(["hooks", "desk"]);
  const navigate = useNavigate();
  const enable = useAct({ run: () => saveHook(hook.name, { enabled: true }), done: t("enabled"), invalidates: ["hooks"] });
  const failed = enable.failure?.text;
  useEffect(() => {
    if (failed) void toast("error", failed);
  }, [failed]);
  const before = (hook.events ?? []).filter((event) => event.startsWith("before."));
  return (
    <>
      {hook.enabled ? (
        <ActButton
          label={t("disable")}
          icon={PowerOff}
          title={t("disable_title", { name: hook.name })}
          consequence={before.length > 0 ? t("disable_before", { events: before.join(", ") }) : t("disable_text")}
          run={() => saveHook(hook.name, { enabled: false })}
          done={t("disabled")}
          invalidates={["hooks"]}
        />
      ) : (
        <Button onClick={() => void enable.go()} busy={enable.busy}>
          <Power aria-hidden />
          {t("enable")}
        </Button>
      )}
      <ActButton
        label={t("desk:remove")}
        icon={Trash2}
        danger
        typed={hook.name}
        title={t("remove_title", { name: hook.name })}
        consequence={t("remove_text")}
        run={() => removeHook(hook.name)}
        done={t("desk:removed")}
        invalidates={["hooks"]}
        onDone={() => void navigate({ to: "/automation/hooks", ignoreBlocker: true })}
      />
    </>
  );
}
