import type { ActFailure } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "react-i18next";

/** What a refusal says of the form as a whole: its own words, or those for fields that have no control here. */
export function FailureSummary({ failure, hasControl }: { failure: ActFailure | null; hasControl: (field: string) => boolean }) {
  const { t } = useTranslation("common");
  if (!failure) return null;
  const fields = Object.entries(failure.fields);
  const homeless = fields.filter(([field]) => !hasControl(field));
  const text = fields.length === 0 ? failure.text : [t("error.form"), ...homeless.map(([field, message]) => `${field}: ${message}`)].join(" ");
  return (
    <div className="mb-4">
      <FormFailure failure={{ text, requestId: fields.length === 0 ? failure.requestId : undefined }} />
    </div>
  );
}
