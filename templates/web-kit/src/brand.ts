import { readableOn } from "@hostler/ui/lib/contrast";
import { createContext, useContext } from "react";

/** Whose shop this is, as the engine writes it into index.html and answers at GET /api/brand. */
export interface Brand {
  name: string;
  legal_name: string;
  email: string;
  phone: string;
  currency: string;
  locale: string;
  country: string;
  sells_domains: boolean;
  /** Of what is on sale: "hosting", "vps". */
  product_types: string[];
  /** Terms, privacy and whatever else the shop has, in its order. */
  legal: { slug: string; title: string }[];
  /** As "#1d4ed8": words can be read in it by day. */
  primary?: string;
  radius?: string;
  logo?: string;
  /** One line of the shop's own under its first headline. */
  tagline?: string;
}

/** The lightest ground by night: what can be read on it can be read on all. */
const night = "#20242d";
const inkByNight = "#0b0f1a";

const fallback: Brand = { name: "Hostler", legal_name: "", email: "", phone: "", currency: "INR", locale: "en", country: "IN", sells_domains: false, product_types: [], legal: [] };

/** From the page itself; asked for where the page came from a development server. Never throws. */
export async function loadBrand(): Promise<Brand> {
  const written = document.querySelector<HTMLMetaElement>('meta[name="brand"]')?.content;
  try {
    if (written) return { ...fallback, ...(JSON.parse(written) as Partial<Brand>) };
    const response = await fetch("/api/brand");
    if (response.ok) return { ...fallback, ...((await response.json()) as Partial<Brand>) };
  } catch {
    // A page without its brand is better than none.
  }
  return fallback;
}

/** Only a colour or a length goes into the style: nothing that could say more. By night the colour is as light as it must be. */
export function applyBrand(brand: Brand, root: HTMLElement = document.documentElement) {
  if (brand.primary && /^#[0-9a-f]{6}$/i.test(brand.primary)) {
    const both = `light-dark(${brand.primary}, ${readableOn(brand.primary, night)})`;
    root.style.setProperty("--primary", both);
    root.style.setProperty("--ring", both);
    root.style.setProperty("--primary-foreground", `light-dark(#ffffff, ${inkByNight})`);
  }
  if (brand.radius && /^\d{1,2}px$/.test(brand.radius)) root.style.setProperty("--radius", brand.radius);
}

export const BrandContext = createContext<Brand>(fallback);
export function useBrand(): Brand {
  return useContext(BrandContext);
}
