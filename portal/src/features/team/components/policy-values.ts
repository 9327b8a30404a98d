import type { Policy, PolicyEdit } from "../api/access";

export interface PolicyValues {
  name: string;
  description: string;
  effect: "allow" | "deny";
  /** One a line. */
  actions: string;
  resources: string;
  ip: string;
  factor: "any" | "fresh" | "stale";
  after: string;
  before: string;
}

const lines = (text: string) =>
  text
    .split(/[\n,]+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** As a field of local date and time has it. */
function localText(instant: string | undefined): string {
  if (!instant) return "";
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function valuesOf(policy: Policy | undefined): PolicyValues {
  const conditions = policy?.conditions;
  return {
    name: policy?.name ?? "",
    description: policy?.description ?? "",
    effect: policy?.effect ?? "allow",
    actions: (policy?.actions ?? []).join("\n"),
    resources: (policy?.resources ?? ["*"]).join("\n"),
    ip: (conditions?.ip ?? []).join("\n"),
    factor: conditions?.fresh_factor === true ? "fresh" : conditions?.fresh_factor === false ? "stale" : "any",
    after: localText(conditions?.after),
    before: localText(conditions?.before),
  };
}

/** As the API takes it; without any condition there are none. */
export function editOf(values: PolicyValues): PolicyEdit {
  const ip = lines(values.ip);
  const conditions = {
    ...(ip.length > 0 ? { ip } : {}),
    ...(values.factor === "any" ? {} : { fresh_factor: values.factor === "fresh" }),
    ...(values.after ? { after: new Date(values.after).toISOString() } : {}),
    ...(values.before ? { before: new Date(values.before).toISOString() } : {}),
  };
  return {
    name: values.name.trim(),
    description: values.description.trim(),
    effect: values.effect,
    actions: lines(values.actions),
    resources: lines(values.resources),
    conditions: Object.keys(conditions).length > 0 ? conditions : null,
  };
}
