import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useState } from "react";

import { goToPayment, type Offered } from "../../../paying/methods";
import { addMethod } from "../api/methods";

/** What a gateway's plugin can save; one that is not here decides by itself. */
const kindsOf: Record<string, readonly string[]> = { razorpay: ["card", "upi", "emandate"] };

/** Which way to pay is to be saved; the gateway's own window asks for the rest on a page of its own. */
export function AddMethod({ offered, onClose }: { offered: Offered[]; onClose: () => void }) {
  const { t } = useTranslation("methods");
  const ways = offered.flatMap((gateway) => (kindsOf[gateway.kind] ?? [""]).map((kind) => ({ gateway, kind, value: `${gateway.gateway} ${kind}` })));
  const [value, setValue] = useState(ways[0]?.value ?? "");
  const [leaving, setLeaving] = useState(false);
  const begin = useWrite(({ gateway, kind }: { gateway: string; kind: string }, header) => addMethod(gateway, kind || undefined, header));
  const go = async () => {
    const way = ways.find((one) => one.value === value);
    const done = way && (await begin.run({ gateway: way.gateway.gateway, kind: way.kind }));
    if (!done) return;
    setLeaving(true);
    goToPayment(done.value.payment, "method");
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("add_title")}
        description={t("add_text")}
        className="sm:max-w-md"
        footer={
          <Button busy={begin.busy || leaving} disabled={!value} onClick={() => void go()}>
            {t("go_on")}
          </Button>
        }
      >
        <div className="flex flex-col gap-4 pb-2">
          <FormFailure failure={begin.failure} />
          <RadioGroup value={value} onValueChange={setValue} aria-label={t("add_title")}>
            {ways.map((way) => (
              <RadioItem key={way.value} value={way.value} help={way.kind ? t(`kind_help.${way.kind}`) : undefined}>
                {way.kind ? `${t(`kind.${way.kind}`)} · ${way.gateway.title}` : way.gateway.title}
              </RadioItem>
            ))}
          </RadioGroup>
        </div>
      </DialogContent>
    </Dialog>
  );
}
