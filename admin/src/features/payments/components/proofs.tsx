import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { formatBytes } from "@hostler/ui/lib/bytes";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { useQuery } from "@tanstack/react-query";
import { FileDown, Paperclip } from "lucide-react";
import { useEffect, useState } from "react";

import type { Awaiting } from "../api/lists";
import { getProof } from "../api/transfers";

type Proof = NonNullable<Awaiting["proofs"]>[number];

/** What the payer sent to show that the money is on its way. */
export function Proofs({ row }: { row: Awaiting }) {
  const { t } = useTranslation("payments");
  const [open, setOpen] = useState<Proof | null>(null);
  const proofs = row.proofs ?? [];
  if (proofs.length === 0) return <span className="text-muted-foreground">{t("awaiting.no_proof")}</span>;
  return (
    <span className="flex flex-col items-start">
      {proofs.map((proof) => (
        <Button key={proof.id} variant="link" size="sm" className="max-w-56 px-0" onClick={() => setOpen(proof)}>
          <Paperclip aria-hidden />
          <span className="truncate">{proof.name}</span>
        </Button>
      ))}
      {open && <ProofDialog payment={row.payment.id} proof={open} onClose={() => setOpen(null)} />}
    </span>
  );
}

function ProofDialog({ payment, proof, onClose }: { payment: string; proof: Proof; onClose: () => void }) {
  const { t } = useTranslation("payments");
  const { locale } = useWords();
  const query = useQuery(getProof(payment, proof.id));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-3xl" title={proof.name} description={`${proof.media_type} · ${formatBytes(proof.size, locale)}`}>
        <Ask query={query} skeleton={<Skeleton className="h-72" />}>
          {(blob) => (
            <div className="flex flex-col gap-3 pb-3">
              {proof.media_type.startsWith("image/") ? <Picture blob={blob} alt={proof.name} /> : <p className="text-sm text-muted-foreground">{t("awaiting.no_preview")}</p>}
              <Button variant="secondary" className="self-start" onClick={() => saveBlob(blob, proof.name)}>
                <FileDown aria-hidden />
                {t("awaiting.save_proof")}
              </Button>
            </div>
          )}
        </Ask>
      </DialogContent>
    </Dialog>
  );
}

function Picture({ blob, alt }: { blob: Blob; alt: string }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url ? <img src={url} alt={alt} className="max-h-[60dvh] w-full rounded-md border object-contain" /> : null;
}
