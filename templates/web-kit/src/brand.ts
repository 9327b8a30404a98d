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
  primary?: string;
  radius?: string;
  logo?: string;
}

const fallback: Brand = { name: "Hostler", legal_name: "", email: "", phone: "", currency: "INR", locale: "en", country: "IN" };

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

/** Only a colour or a length goes into the style: nothing that could say more. */
export function applyBrand(brand: Brand, root: HTMLElement = document.documentElement) {
  if (brand.primary && /^(#[0-9a-f]{6}|oklch\([\d. %]+\))$/i.test(brand.primary)) root.style.setProperty("--primary", brand.primary);
  if (brand.radius && /^\d{1,2}px$/.test(brand.radius)) root.style.setProperty("--radius", brand.radius);
}

export const BrandContext = createContext<Brand>(fallback);
export function useBrand(): Brand {
  return useContext(BrandContext);
}
