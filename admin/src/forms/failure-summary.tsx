import { Button } from "@hostler/ui/button";
import { Notice } from "@hostler/ui/notice";
import type { ActFailure } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";

interface FailureSummaryProps {
  failure: ActFailure | null;
  hasControl: (field: string) => boolean;
  /** Saves once more, over what another has stored meanwhile. */
  onOverwrite?: () => void;
}

/** What a refusal says of the form as a whole: its own words, or those for fields that have no control here. */
export function FailureSummary({ failure, hasControl, onOverwrite }: FailureSummaryProps) {
  const { t } = useTranslation(["common", "desk"]);
  if (!failure) return null;
  if (failure.code === "precondition_failed" && onOverwrite)
    return (
      <Notice
        tone="warning"
        className="mb-4"
        title={t("desk:overtaken")}
        action={
          <Button size="sm" variant="secondary" onClick={onOverwrite}>
            {t("desk:overwrite")}
          </Button>
        }
      >
        {t("desk:overtaken_text")}
      </Notice>
    );
  const fields = Object.entries(failure.fields);
  const homeless = fields.filter(([field]) => !hasControl(field));
  const text = fields.length === 0 ? failure.text : [t("error.form"), ...homeless.map(([field, message]) => `${field}: ${message}`)].join(" ");
  return (
    <div className="mb-4">
      <FormFailure failure={{ text, requestId: fields.length === 0 ? failure.requestId : undefined }} />
    </div>
  );
}
