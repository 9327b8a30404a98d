import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { Field } from "@hostler/ui/field";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { offersFor } from "../api/catalogue";
import { nameOf, type Instance } from "../api/instances";

import { useMachineAction } from "./use-machine-action";

// A select has no empty value: this is the image that it was made from.
const same = "same";

/** A new system on the same machine. Its disk is lost, so its name is typed. */
export function RebuildDialog({ instance, onClose }: { instance: Instance; onClose: () => void }) {
  const { t } = useTranslation("compute");
  const [image, setImage] = useState(same);
  const { act, busy, failure } = useMachineAction(instance.id);
  const systems = useQuery(offersFor("images", instance.id));
  const apps = useQuery(offersFor("apps", instance.id));
  const offers = [...(systems.data ?? []), ...(apps.data ?? [])];
  const go = async () => {
    if (await act({ action: "rebuild", ...(image === same ? {} : { params: { image } }) })) onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("ask.rebuild.title", { name: nameOf(instance) })}
      consequence={t("ask.rebuild.text")}
      confirm={t("action.rebuild")}
      typed={nameOf(instance)}
      danger
      busy={busy}
      error={failure?.text}
      onConfirm={() => void go()}
    >
      <Field label={t("image")} help={systems.isError ? t("no_offers") : undefined} className="mb-4">
        <Select
          value={image}
          onValueChange={setImage}
          options={[{ value: same, label: t("same_image") }, ...offers.map((offer) => ({ value: offer.id, label: offer.name || offer.id }))]}
        />
      </Field>
    </ConfirmDialog>
  );
}
