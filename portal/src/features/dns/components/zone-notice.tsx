import { Button } from "@hostler/ui/button";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { isWorking, type Zone } from "../api/zones";

import type { Editor } from "./use-editor";

interface ZoneNoticeProps {
  zone: Zone;
  editor: Editor;
  /** The version that this page has published last, and the one before it. */
  published: { serial: number; before: number } | null;
  onUndo: () => void;
}

/** What is the case with the zone where it does not simply rest, and with the changes that wait. */
export function ZoneNotice({ zone, editor, published, onUndo }: ZoneNoticeProps) {
  const { t } = useTranslation("dns");
  const done = published && zone.serial === published.serial && zone.state === "active";
  return (
    <div className="mb-4 flex flex-col gap-3 empty:hidden">
      {isWorking(zone.state) && (
        <Notice tone="working" title={t(`notice.${zone.state}`)}>
          {t("notice.working_text")}
        </Notice>
      )}
      {zone.state === "attention" && (
        <Notice tone="danger" title={t("notice.attention")}>
          {zone.last_error}
        </Notice>
      )}
      {zone.state === "active" && zone.last_error && (
        <Notice tone="danger" title={t("notice.not_published")}>
          {zone.last_error} {t("notice.take_up")}
        </Notice>
      )}
      {done && !zone.last_error && (
        <Notice
          tone="success"
          title={t("notice.published", { serial: published.serial })}
          action={
            published.before > 0 && (
              <Button size="sm" variant="secondary" onClick={onUndo}>
                {t("undo")}
              </Button>
            )
          }
        />
      )}
      {editor.behind && (
        <Notice
          tone="warning"
          title={t("notice.behind")}
          action={
            <Button size="sm" variant="secondary" onClick={editor.rebase}>
              {t("notice.rebase")}
            </Button>
          }
        >
          {t("notice.behind_text", { serial: zone.serial })}
        </Notice>
      )}
      {editor.restored && (
        <Notice
          tone="info"
          title={t("notice.restored")}
          action={
            <Button size="sm" variant="secondary" onClick={editor.discard}>
              {t("discard")}
            </Button>
          }
        />
      )}
      {editor.faults.whole.length > 0 && (
        <Notice tone="danger" title={t("notice.refused")}>
          {editor.faults.whole.map(({ code, message }) => (
            <p key={`${code} ${message}`}>{message}</p>
          ))}
        </Notice>
      )}
    </div>
  );
}
