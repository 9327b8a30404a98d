import { Paperclip } from "lucide-react";
import { useId, useRef, useState, type DragEvent, type ReactNode } from "react";

import { cn } from "../lib/cn";

import { Button } from "./button";

interface FileDropProps {
  /** On the button: "Attach files". */
  label: string;
  /** What is taken, in words. */
  help?: ReactNode;
  /** As <input accept>. */
  accept?: string;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
  className?: string;
  children?: ReactNode;
}

/** Where files are chosen, or dropped by who has a mouse. What becomes of them is the application's. */
export function FileDrop({ label, help, accept, disabled, onFiles, className, children }: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (!disabled && files.length > 0) onFiles(files);
  };
  return (
    <div
      data-slot="file-drop"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn("rounded-md border border-dashed border-input p-2.5 transition-colors", over && "border-primary bg-primary/8", className)}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button variant="secondary" size="sm" disabled={disabled} aria-describedby={help ? id : undefined} onClick={() => input.current?.click()}>
          <Paperclip aria-hidden />
          {label}
        </Button>
        {help && (
          <p id={id} className="text-xs text-muted-foreground">
            {help}
          </p>
        )}
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      {children}
    </div>
  );
}
