import { Button } from "@hostler/ui/button";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useSession } from "@hostler/web-kit/session";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";

import { FactorSetup } from "../../../account/factor-setup";
import { RecoveryCodes } from "../../../account/recovery-codes";
import { beginSecondFactor, confirmSecondFactor, type FactorSetup as Setup } from "../../../account/second-factor-api";

interface OfferProps {
  /** From then on the page stays until the recovery codes are kept. */
  onBegin: () => void;
  onDone: () => void;
  onSkip: () => void;
}

export function Offer({ onBegin, onDone, onSkip }: OfferProps) {
  const { t } = useTranslation("protect");
  const session = useSession();
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useWrite((_: null) => beginSecondFactor());
  const confirm = useWrite(confirmSecondFactor);
  const start = async () => {
    const done = await begin.run(null);
    if (!done) return;
    onBegin();
    setSetup(done.value);
  };
  const show = async (code: string) => {
    const done = await confirm.run(code);
    if (!done) return;
    setCodes(done.value);
    await session.refresh();
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-base text-muted-foreground">{t("text")}</p>
      <FormFailure failure={begin.failure ?? confirm.failure} />
      {setup ? (
        <FactorSetup setup={setup} busy={confirm.busy} onCode={(code) => void show(code)} />
      ) : (
        <>
          <ul className="flex flex-col gap-2 text-sm">
            {(["app", "codes", "later"] as const).map((point) => (
              <li key={point} className="flex items-start gap-2">
                <ShieldCheck className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
                {t(`points.${point}`)}
              </li>
            ))}
          </ul>
          <Button size="lg" busy={begin.busy} onClick={() => void start()}>
            {t("begin")}
          </Button>
        </>
      )}
      <Button variant="ghost" onClick={onSkip}>
        {t("skip")}
      </Button>
    </div>
  );
}
