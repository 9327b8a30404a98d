import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Undo2 } from "lucide-react";

import { nameOfService, type Service } from "../../../sold/service";
import { restoreService } from "../api/services";

/** Puts a backup in the place of what is there: what came since is lost, so the name is typed. */
export function RestoreButton({ service, backup }: { service: Service; backup: string }) {
  const { t } = useTranslation("services");
  return (
    <span className="mt-1 block">
      <ActButton
        label={t("restore")}
        icon={Undo2}
        size="sm"
        danger
        typed={nameOfService(service)}
        title={t("restore_title")}
        consequence={t("restore_text", { backup })}
        run={(_, header) => restoreService(service.id, backup, header)}
        done={t("begun")}
        invalidates={["services", "jobs"]}
      />
    </span>
  );
}
