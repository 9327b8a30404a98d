import { useTranslation } from "@hostler/web-kit/react/texts";
import { useCallback } from "react";

/** What an action lets one do: "billing:MoveMoney" is "Book payments, credit and refunds". One that has no words yet is shown by its own. */
export function useActionWords(): (action: string) => string {
  const { t } = useTranslation("staff");
  return useCallback(
    (action: string) => {
      const [area = "", verb = ""] = action.split(":");
      return t(`may.${area}.${verb}`, { defaultValue: verb.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ") || action });
    },
    [t],
  );
}
