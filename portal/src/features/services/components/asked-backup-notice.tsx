import { Instant } from "@hostler/ui/date";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { AskedBackup } from "../api/backups";

const tones = { under_way: "working", late: "warning", made: "success", not_made: "warning" } as const;

/** How it goes with the backup that was asked for last. */
export function AskedBackupNotice({ asked }: { asked: AskedBackup }) {
  const { t } = useTranslation("services");
  return (
    <div className="px-4 pb-2">
      <Notice tone={tones[asked.state]}>
        {t(`asked_backup.${asked.state}`)} <Instant value={asked.at} />
      </Notice>
    </div>
  );
}
