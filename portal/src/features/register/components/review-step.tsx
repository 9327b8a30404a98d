import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DescriptionList } from "@hostler/ui/description-list";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { ownPath } from "@hostler/web-kit/own-path";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSession } from "@hostler/web-kit/session";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { complete, type Registration } from "../api/registration";

export function ReviewStep({ registration, onChange }: { registration: Registration; onChange: () => void }) {
  const { t } = useTranslation(["register", "account"]);
  const session = useSession();
  const navigate = useNavigate();
  const explain = useExplain();
  const key = useIdempotencyKey();
  const search = useSearch({ strict: false }) as { to?: string };
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const finish = async () => {
    setBusy(true);
    setFailure(null);
    try {
      session.takeUp((await complete(registration.registration, key.header)) as never);
      await navigate({ href: `/protect?to=${encodeURIComponent(ownPath(search.to, "/dashboard"))}` } as never);
    } catch (error) {
      const words = explain(error);
      setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
      setBusy(false);
    }
  };
  const address = registration.address;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-base text-muted-foreground">{t("review_text")}</p>
      <Card>
        <DescriptionList
          columns={2}
          facts={[
            [t("account:first_name"), registration.first_name],
            [t("account:last_name"), registration.last_name],
            registration.company ? [t("account:company"), registration.company] : null,
            [
              t("username"),
              <span key="user" className="font-mono">
                {registration.username}
              </span>,
            ],
            [t("email"), registration.email],
            [t("phone"), groupedPhone(registration.phone)],
            address ? [t("address"), [address.line1, address.line2, address.postal_code, address.city, address.state, address.country].filter(Boolean).join(", ")] : null,
            registration.pan
              ? [
                  t("account:pan"),
                  <span key="pan" className="font-mono">
                    {registration.pan}
                  </span>,
                ]
              : null,
            registration.gstin
              ? [
                  t("account:gstin"),
                  <span key="gstin" className="font-mono">
                    {registration.gstin}
                  </span>,
                ]
              : null,
          ]}
        />
      </Card>
      <FormFailure failure={failure} />
      <div className="flex flex-col gap-2 sm:flex-row-reverse">
        <Button size="lg" className="sm:flex-1" busy={busy} onClick={() => void finish()}>
          {t("finish")}
        </Button>
        <Button size="lg" variant="secondary" onClick={onChange}>
          {t("change")}
        </Button>
      </div>
    </div>
  );
}
