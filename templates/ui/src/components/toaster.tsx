import { lazy, Suspense, useEffect, useState } from "react";

const LazyToaster = lazy(() => import("sonner").then((sonner) => ({ default: sonner.Toaster })));

type Kind = "success" | "error" | "info" | "warning";
interface ToastOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

let wake: (() => void) | null = null;

/** A word at the page's edge that goes by itself: never the only place where an error is told. */
export async function toast(kind: Kind, message: string, options?: ToastOptions) {
  wake?.();
  const sonner = await import("sonner");
  sonner.toast[kind](message, options);
}

/** Loads with the first toast. */
export function Toaster({ theme, closeLabel }: { theme: "light" | "dark"; closeLabel: string }) {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    wake = () => setAwake(true);
    return () => {
      wake = null;
    };
  }, []);
  if (!awake) return null;
  return (
    <Suspense fallback={null}>
      <LazyToaster theme={theme} position="bottom-right" closeButton toastOptions={{ closeButtonAriaLabel: closeLabel }} style={{ fontFamily: "var(--font-sans)" }} />
    </Suspense>
  );
}
