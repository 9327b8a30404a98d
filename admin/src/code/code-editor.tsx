import type { CompletionSource } from "@codemirror/autocomplete";
import { FieldError } from "@hostler/ui/field";
import { Skeleton } from "@hostler/ui/skeleton";
import { lazy, Suspense, useId, type ReactNode } from "react";

const CodeMirrorView = lazy(() => import("./codemirror-view"));

export type CodeLanguage = "lua" | "html" | "text";

interface CodeEditorProps {
  label: string;
  language: CodeLanguage;
  value: string;
  onChange?: (value: string) => void;
  help?: ReactNode;
  /** What the engine says of it; "hooks/x.lua:3: …" marks the third line. */
  error?: string;
  readOnly?: boolean;
  complete?: CompletionSource;
  /** Beside the label. */
  aside?: ReactNode;
}

/** Code with its label, help and error. The editor loads by itself when it is shown. */
export function CodeEditor({ label, language, value, onChange, help, error, readOnly, complete, aside }: CodeEditorProps) {
  const id = useId();
  const line = error ? Number(/:(\d+):/.exec(error)?.[1] ?? 0) || undefined : undefined;
  return (
    <div data-slot="code-editor" className="flex min-w-0 flex-col gap-1.5">
      <div className="flex min-h-6 items-baseline justify-between gap-2">
        <span className="text-sm font-medium">{label}</span>
        {aside}
      </div>
      <div className={`rounded-md border ${error ? "border-destructive" : "border-input"}`}>
        <Suspense fallback={<Skeleton className="h-48" />}>
          <CodeMirrorView
            label={label}
            language={language}
            value={value}
            onChange={onChange}
            readOnly={readOnly}
            complete={complete}
            wrongLine={line}
            invalid={Boolean(error)}
            describedBy={[help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined}
          />
        </Suspense>
      </div>
      {help && (
        <p id={`${id}-help`} className="text-xs text-muted-foreground">
          {help}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
