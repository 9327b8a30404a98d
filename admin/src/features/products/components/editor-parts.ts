import type { ProductDraft } from "../../../catalogue/product-draft";

/** What each part of the editor is given. */
export interface PartProps {
  draft: ProductDraft;
  change: (part: Partial<ProductDraft>) => void;
  /** By field as the API names it. */
  errors: Record<string, string>;
}

/** Which part a field of an answer is shown in. */
export function partOf(field: string): "plan" | "prices" | "provisioning" | "extras" | "billing" | null {
  const first = field.split(/[.[]/)[0] ?? "";
  if (["name", "slug", "type", "group", "description", "features", "tax_class", "stock", "max_quantity", "active", "visible"].includes(first)) return "plan";
  if (first === "pricing") return "prices";
  if (first === "provisioning") return "provisioning";
  if (first === "configurable_options" || first === "addons") return "extras";
  if (["proration", "grace_days", "invoice_days_before", "notice_days", "terminate_days", "trial_days", "prorata_day", "prorata_next_from"].includes(first)) return "billing";
  return null;
}
