import { FileDrop } from "@hostler/ui/file-drop";
import { Notice } from "@hostler/ui/notice";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { Payment } from "../api/payment";
import { proofRules, sendProof } from "../api/send-proof";

/** A picture or a receipt of the transfer: with it staff find the money sooner. */
export function ProofUpload({ payment }: { payment: Payment }) {
  const { t } = useTranslation("payment");
  const queries = useQueryClient();
  const [tooLarge, setTooLarge] = useState(false);
  const [sent, setSent] = useState("");
  const upload = useWrite((file: File) => sendProof(payment.id, file));
  const take = async ([file]: File[]) => {
    if (!file) return;
    setTooLarge(file.size > proofRules.bytes);
    if (file.size > proofRules.bytes) return;
    const done = await upload.run(file);
    if (!done) return;
    setSent(file.name);
    queries.setQueryData(["payments", payment.id], done.value.payment);
  };
  const there = payment.status === "processing" || sent !== "";
  return (
    <div className="flex flex-col gap-3">
      {there && (
        <Notice tone="success" title={t("proof.there")}>
          {t("proof.there_text")}
        </Notice>
      )}
      <p className="text-sm font-medium">{there ? t("proof.another") : t("proof.title")}</p>
      <FormFailure failure={tooLarge ? { text: t("proof.too_large") } : upload.failure} />
      <FileDrop
        label={upload.busy ? t("proof.sending") : t("proof.choose")}
        help={t("proof.rules")}
        accept={proofRules.accept}
        disabled={upload.busy}
        onFiles={(files) => void take(files)}
      />
      <p role="status" className="sr-only">
        {sent ? t("proof.sent", { name: sent }) : ""}
      </p>
    </div>
  );
}
