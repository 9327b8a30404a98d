import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { FileDrop } from "@hostler/ui/file-drop";
import { useBrand } from "@hostler/web-kit/brand";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { logoRules, removeLogo, sendLogo } from "../api/logo";

/** The shop's sign: on its pages at once, and on the documents that are issued from now on. */
export function LogoCard() {
  const { t } = useTranslation(["settings", "desk"]);
  const brand = useBrand();
  const [logo, setLogo] = useState(brand.logo ?? null);
  const [broken, setBroken] = useState("");
  const took = ({ logo: next }: { logo?: string | null }) => setLogo(next ?? null);
  const send = useAct<File, Awaited<ReturnType<typeof sendLogo>>>({ run: sendLogo, done: t("desk:saved"), onDone: took });
  const remove = useAct<void, Awaited<ReturnType<typeof removeLogo>>>({ run: removeLogo, done: t("desk:saved"), onDone: took });
  const failure = send.failure ?? remove.failure;
  return (
    <Card title={t("logo.title")} className="mb-4">
      <div className="flex flex-col gap-3">
        {logo && (
          <div className="flex flex-wrap items-center gap-4">
            <img src={logo} alt={t("logo.now", { name: brand.name })} className="h-12 max-w-48 rounded-md border bg-white object-contain p-1" />
            <Button variant="secondary" size="sm" busy={remove.busy} onClick={() => void remove.go()}>
              {t("logo.remove")}
            </Button>
          </div>
        )}
        <FileDrop
          label={t("logo.choose")}
          help={t("logo.help")}
          accept={logoRules.accept}
          disabled={send.busy}
          onFiles={([file]) => {
            if (!file) return;
            const fits = file.size <= logoRules.bytes && /\.png$/i.test(file.name);
            setBroken(fits ? "" : t("logo.unfit"));
            if (fits) void send.go(file);
          }}
        />
        <FormFailure failure={broken ? { text: broken } : failure && { text: failure.fields.file ?? failure.text, requestId: failure.requestId }} />
        <p className="text-xs text-muted-foreground">{t("logo.text")}</p>
      </div>
    </Card>
  );
}
