import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { useState, type ReactNode } from "react";

import { useAct, type IdempotencyHeader } from "./act";
import { ActFields, firstValues, type ActField, type ActValues } from "./act-fields";
import { useTranslation } from "./texts";

export interface ActDialogProps<Result> {
  onClose: () => void;
  title: string;
  /** What will be the case afterwards, in numbers. */
  consequence: ReactNode;
  /** The verb. */
  confirm: string;
  danger?: boolean;
  /** Only where data is destroyed: what must be typed. */
  typed?: string;
  fields?: ActField[];
  /** A first look at what was typed, before anything is sent: errors by field. */
  check?: (values: ActValues) => Record<string, string>;
  run: (values: ActValues, header: IdempotencyHeader) => Promise<Result>;
  done?: string | ((result: Result) => string);
  invalidates?: readonly string[];
  onDone?: (result: Result) => void;
  /** It is not over with this: `onDone` shows what comes next. */
  keepOpen?: boolean;
  /** A preview, or what goes with it, above the fields. */
  children?: ReactNode;
}

/** States the consequence, asks for what is needed, does it once, and says what came of it. Shown as long as it is mounted. */
export function ActDialog<Result>({
  onClose,
  title,
  consequence,
  confirm,
  danger,
  typed,
  fields = [],
  check,
  run,
  done,
  invalidates,
  onDone,
  keepOpen,
  children,
}: ActDialogProps<Result>) {
  const { t } = useTranslation("common");
  const [values, setValues] = useState(() => firstValues(fields));
  const [missing, setMissing] = useState<Record<string, string>>({});
  const act = useAct<ActValues, Result>({
    run,
    done,
    invalidates,
    onDone: (result) => {
      if (!keepOpen) onClose();
      onDone?.(result);
    },
  });
  const trimmed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]));
  const errors = { ...act.failure?.fields, ...missing };
  const elsewhere = act.failure && Object.keys(act.failure.fields).some((name) => fields.some((field) => field.name === name)) ? null : act.failure;
  const go = () => {
    const empty = fields.filter(({ name, required }) => required && !trimmed[name]).map(({ name }) => [name, t("sign_in.required")] as const);
    const wrong = { ...check?.(trimmed), ...Object.fromEntries(empty) };
    setMissing(wrong);
    if (Object.keys(wrong).length === 0) void act.go(trimmed);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      consequence={consequence}
      confirm={confirm}
      danger={danger}
      typed={typed}
      busy={act.busy}
      onConfirm={go}
      error={
        elsewhere && (
          <>
            {elsewhere.text}
            {elsewhere.requestId && <code className="block font-mono text-xs">{elsewhere.requestId}</code>}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {children}
        {fields.length > 0 && (
          <ActFields
            fields={fields}
            values={values}
            errors={errors}
            onChange={(next) => {
              setMissing({});
              act.clear();
              setValues(next);
            }}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
