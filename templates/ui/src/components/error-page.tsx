import type { ReactNode } from "react";

import { useWords } from "../lib/ui-text";

import { CopyButton } from "./copy-button";

/** A whole page that could not be: what, why, where to go. */
export function ErrorPage({ code, title, children, requestId, actions }: { code: string; title: string; children?: ReactNode; requestId?: string; actions?: ReactNode }) {
  const { text } = useWords();
  return (
    <div data-slot="error-page" className="mx-auto flex min-h-[60dvh] max-w-md flex-col items-start justify-center px-4">
      <p className="font-mono text-sm text-muted-foreground">{code}</p>
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">{title}</h1>
      {children && <div className="mt-2 text-base text-muted-foreground">{children}</div>}
      {requestId && (
        <p className="mt-3 flex items-center gap-1 text-xs text-muted-foreground">
          {text("request_id")} <code className="font-mono">{requestId}</code>
          <CopyButton value={requestId} />
        </p>
      )}
      {actions && <div className="mt-5 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
