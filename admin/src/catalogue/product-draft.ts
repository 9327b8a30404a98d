import type { FormValue } from "@hostler/ui/lib/schema";

import { cellsOf, currenciesIn, readPrices, type PriceCells } from "./price-table";
import type { Product, ProductBody, ProductType, Provisioning } from "./products";

type Proration = NonNullable<Product["proration"]>;

/** A product as it is being written: numbers and amounts as they were typed. */
export interface ProductDraft {
  name: string;
  slug: string;
  type: ProductType;
  group: string;
  description: string;
  /** One a line. */
  features: string;
  tax_class: string;
  active: boolean;
  visible: boolean;
  /** Empty: unlimited. */
  stock: string;
  max_quantity: string;
  cells: PriceCells;
  currencies: string[];
  /** Empty: nobody provisions it. */
  plugin: string;
  server_group: string;
  settings: FormValue;
  options: string[];
  addons: string[];
  proration: Proration;
  grace_days: string;
  invoice_days_before: string;
  /** Separated by commas: "-3, 1, 5". */
  notice_days: string;
  terminate_days: string;
  trial_days: string;
  prorata_day: string;
  prorata_next_from: string;
}

export const prorations = ["days", "full_cycle", "at_renewal"] as const satisfies readonly Proration[];

export function emptyDraft(currency: string): ProductDraft {
  return {
    name: "",
    slug: "",
    type: "hosting",
    group: "",
    description: "",
    features: "",
    tax_class: "998315",
    active: true,
    visible: true,
    stock: "",
    max_quantity: "1",
    cells: {},
    currencies: [currency],
    plugin: "",
    server_group: "",
    settings: {},
    options: [],
    addons: [],
    proration: "days",
    grace_days: "",
    invoice_days_before: "",
    notice_days: "",
    terminate_days: "",
    trial_days: "",
    prorata_day: "",
    prorata_next_from: "",
  };
}

const typed = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));
const idsOf = (list: unknown[] | undefined) => (list ?? []).map((one) => (one as { id: string }).id);

/** What stands for an empty list, which an empty field is not. */
export const noNotices = "-";
const noticesOf = (days: number[] | null | undefined) => (!days ? "" : days.length === 0 ? noNotices : days.join(", "));

export function draftOf(product: Product, currency: string): ProductDraft {
  const provisioning = product.provisioning as Provisioning | undefined;
  const prices = product.pricing ?? [];
  return {
    name: product.name,
    slug: product.slug,
    type: product.type,
    group: product.group ?? "",
    description: product.description,
    features: (product.features ?? []).join("\n"),
    tax_class: product.tax_class,
    active: product.active,
    visible: product.visible,
    stock: typed(product.stock),
    max_quantity: typed(product.max_quantity),
    cells: cellsOf(prices),
    currencies: [...new Set([currency, ...currenciesIn(prices)])],
    plugin: provisioning?.plugin ?? "",
    server_group: provisioning?.server_group ?? "",
    settings: provisioning?.settings ?? {},
    options: idsOf(product.configurable_options),
    addons: idsOf(product.addons),
    proration: product.proration ?? "days",
    grace_days: typed(product.grace_days),
    invoice_days_before: typed(product.invoice_days_before),
    notice_days: noticesOf(product.notice_days),
    terminate_days: typed(product.terminate_days),
    trial_days: product.trial_days ? String(product.trial_days) : "",
    prorata_day: typed(product.prorata_day),
    prorata_next_from: typed(product.prorata_next_from),
  };
}

export interface DraftRead {
  body: ProductBody;
  /** By cell of the price grid, where each price was typed. */
  places: string[];
  /** What can be seen to be wrong before it is sent: prices by their cell, numbers by their field. */
  broken: { cells: string[]; numbers: string[] };
}

/** A draft as the API takes it. What is left empty is left out, so it is as the engine has it. */
export function readDraft(draft: ProductDraft): DraftRead {
  const { prices, places, broken } = readPrices(draft.cells, draft.currencies);
  const numbers: string[] = [];
  const whole = (name: "stock" | "max_quantity" | "grace_days" | "invoice_days_before" | "terminate_days" | "trial_days" | "prorata_day" | "prorata_next_from") => {
    const text = draft[name].trim();
    if (text === "") return undefined;
    if (!/^\d{1,10}$/.test(text)) numbers.push(name);
    return Number(text);
  };
  const notices = () => {
    const text = draft.notice_days.trim();
    if (text === "") return undefined;
    if (text === noNotices) return [];
    const days = text.split(",").map((day) => day.trim());
    if (!days.every((day) => /^-?\d{1,3}$/.test(day))) numbers.push("notice_days");
    return days.map(Number);
  };
  const body: ProductBody = {
    name: draft.name.trim(),
    slug: draft.slug.trim() || undefined,
    type: draft.type,
    group: draft.group.trim() || undefined,
    description: draft.description.trim() || undefined,
    features: draft.features
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
    tax_class: draft.tax_class.trim() || undefined,
    active: draft.active,
    visible: draft.visible,
    stock: whole("stock"),
    max_quantity: whole("max_quantity"),
    pricing: prices,
    provisioning: draft.plugin ? { plugin: draft.plugin, settings: draft.settings, ...(draft.server_group ? { server_group: draft.server_group } : {}) } : undefined,
    configurable_options: draft.options,
    addons: draft.addons,
    proration: draft.proration,
    grace_days: whole("grace_days"),
    invoice_days_before: whole("invoice_days_before"),
    notice_days: notices(),
    terminate_days: whole("terminate_days"),
    trial_days: whole("trial_days"),
    prorata_day: whole("prorata_day"),
    prorata_next_from: whole("prorata_next_from"),
  };
  return { body, places, broken: { cells: broken, numbers } };
}

/** What an answer says of "pricing[2].price" belongs to the cell that price was typed in. */
export function errorsOfCells(fields: Record<string, string>, places: string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [field, message] of Object.entries(fields)) {
    const found = /^pricing\[(\d+)\]/.exec(field);
    const place = found ? places[Number(found[1])] : undefined;
    if (place) errors[place] = message;
  }
  return errors;
}
