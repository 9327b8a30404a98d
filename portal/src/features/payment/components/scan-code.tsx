import { Button } from "@hostler/ui/button";
import { Skeleton } from "@hostler/ui/skeleton";
import { lazy, Suspense } from "react";

const QrCode = lazy(() => import("./qr-code"));

// What a link must not be, whatever a shop has set: it would run here, or lead away.
const forbidden = /^(?:javascript|data|vbscript|blob|file|https?):/i;

interface ScanCodeProps {
  /** An address that an app on the phone opens, such as upi://pay?… */
  address: string;
  label: string;
  hint: string;
  /** On the link for who is on the phone already. */
  open: string;
}

/** To be scanned from another screen; on the phone itself it is pressed. */
export function ScanCode({ address, label, hint, open }: ScanCodeProps) {
  return (
    <div className="flex flex-col items-center gap-2 max-md:order-first max-md:w-full">
      {/* Who reads this on the phone has the app in the same hand. */}
      {!forbidden.test(address) && (
        <Button asChild size="lg" className="mb-2 w-full md:hidden">
          <a href={address}>{open}</a>
        </Button>
      )}
      <Suspense fallback={<Skeleton className="size-52" />}>
        <QrCode text={address} label={label} />
      </Suspense>
      <p className="max-w-52 text-center text-xs text-muted-foreground">{hint}</p>
    </div>
  );
}
