import type { Change, CompanyDraft } from "./company-draft";

/** What each part of the form is given. */
export interface PartProps {
  draft: CompanyDraft;
  change: Change;
  /** What the answer says of each field. */
  errors: Record<string, string>;
}
