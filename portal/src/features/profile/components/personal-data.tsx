import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { FileDown } from "lucide-react";
import { useState } from "react";

import { exportData } from "../api/personal-data";

import { EraseDialog } from "./erase-dialog";

/** Taking one's data along, and having it erased: both ask who it is. */
export function PersonalData({ number }: { number: string }) {
  const { t } = useTranslation("profile");
  const [erasing, setErasing] = useState(false);
  const fetchAll = useWrite((_: null) => exportData());
  const download = async () => {
    const done = await fetchAll.run(null);
    if (done) saveBlob(done.value, `account-${number}.json`);
  };
  return (
    <Card className="max-w-2xl" title={t("data.title")}>
      <div className="flex flex-col gap-5">
        <div className="flex flex-col items-start gap-2">
          <p className="text-sm text-muted-foreground">{t("data.export_text")}</p>
          <FormFailure failure={fetchAll.failure} />
          <Button variant="secondary" busy={fetchAll.busy} onClick={() => void download()}>
            {!fetchAll.busy && <FileDown aria-hidden />}
            {t("data.export")}
          </Button>
        </div>
        <div className="flex flex-col items-start gap-2 border-t pt-4">
          <p className="text-sm text-muted-foreground">{t("data.erase_text")}</p>
          <Button variant="destructive" onClick={() => setErasing(true)}>
            {t("data.erase")}
          </Button>
        </div>
      </div>
      {erasing && <EraseDialog number={number} onClose={() => setErasing(false)} />}
    </Card>
  );
}
