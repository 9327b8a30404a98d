import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Skeleton } from "@hostler/ui/skeleton";
import { ApiError } from "@hostler/web-kit/problem";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { applyTemplate } from "../api/edit-zone";
import { templates, type Zone } from "../api/zones";

import { placesOf, TemplateFields } from "./template-fields";
import type { Propose } from "./use-proposal";

/** Records for a purpose, added to what is there. */
export function TemplateDialog({ zone, propose, onClose }: { zone: Zone; propose: Propose; onClose: () => void }) {
  const { t } = useTranslation(["dns", "common"]);
  const explain = useExplain();
  const id = useId();
  const query = useQuery(templates);
  const [chosen, setChosen] = useState("");
  const [values, setValues] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const template = query.data?.find(({ name }) => name === chosen);
    if (!template) return setErrors({ template: t("template.required") });
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      await propose(template.title, (how) => applyTemplate(zone.id, { template: chosen, values: placesOf(template, values), serial: zone.serial, ...how }));
      onClose();
    } catch (error) {
      const fields = error instanceof ApiError ? error.byField : {};
      setErrors(fields);
      const words = explain(error);
      if (!Object.keys(fields).some((field) => field === "template" || field.startsWith("values."))) setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("template.title")}
        description={t("template.text")}
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {t("common:ui.cancel")}
            </Button>
            <Button type="submit" form={id} busy={busy}>
              {t("preview")}
            </Button>
          </>
        }
      >
        <Ask query={query} skeleton={<Skeleton className="h-16" />}>
          {(all) => (
            <form id={id} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-2" noValidate>
              <FormFailure failure={failure} />
              <TemplateFields
                templates={all}
                chosen={chosen}
                values={values}
                errors={errors}
                onChoose={setChosen}
                onValue={(place, value) => setValues((now) => ({ ...now, [place]: value }))}
              />
            </form>
          )}
        </Ask>
      </DialogContent>
    </Dialog>
  );
}
